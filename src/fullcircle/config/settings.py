"""One file, read from the environment with safe defaults; docs/reference/settings.md lists them."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from fullcircle.config import environment
from fullcircle.config.logging import configuration

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_directory()

DEBUG = False
DEMO = environment.flag("FULLCIRCLE_DEMO")
SECRET_KEY = environment.text("SECRET_KEY") or environment.kept_secret(DATA_DIR, "secret.key")
FIELD_KEY = environment.text("FIELD_KEY") or environment.kept_secret(DATA_DIR, "field.key", size=32)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS").rstrip("/")
ALLOWED_HOSTS += environment.host_of(PUBLIC_ADDRESS)
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS else []
SECURE = environment.flag("FULLCIRCLE_HTTPS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "django_htmx",
    "fullcircle.foundation",
    "fullcircle.registry.people",
    "fullcircle.registry.catalogue",
    "fullcircle.registry.customers",
    "fullcircle.handoffs",
    "fullcircle.operations.servicedesk",
    "fullcircle.operations.scheduling",
    "fullcircle.operations.dispatch",
    "fullcircle.operations.fieldwork",
    "fullcircle.operations.billing",
    "fullcircle.insight",
    "fullcircle.web",
    "fullcircle.config",
]

MIDDLEWARE = [
    "fullcircle.config.request_log.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fullcircle.config.urls"
SEAT_FOLDERS = [
    "shell",
    "components",
    "cards",
    "agent",
    "dispatcher",
    "technician",
    "backoffice",
    "manager",
    "requester",
    "portal",
    "administrator",
    "everyone",
    "graph",
    "figures",
    "whatif",
    "replay",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / folder / "templates" for folder in SEAT_FOLDERS],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "fullcircle.web.shell.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fullcircle.web.components.tags",
            ],
            "libraries": {},
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                ),
            ],
        },
    }
]

DATABASES = {"default": environment.database(DATA_DIR)}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["fullcircle.web.shell.backend.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("TIME_ZONE", "America/New_York")
CURRENCY = environment.text("CURRENCY", "USD")
PHONE_REGION = environment.text("PHONE_REGION", "US")

MAIL_HOST = environment.text("EMAIL_HOST")
MAILERS = (
    {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": MAIL_HOST,
                "port": environment.whole_number("EMAIL_PORT", 587),
                "username": environment.text("EMAIL_USER"),
                "password": environment.text("EMAIL_PASSWORD"),
                "use_tls": True,
                "timeout": 15,
            },
        }
    }
    if MAIL_HOST
    else {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
)
# Without a mail server nothing is sent by mail, on purpose: messages are kept with the case.
SILENCED_SYSTEM_CHECKS = [] if MAILERS else ["mail.W001"]
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "fullcircle@localhost")

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "files"

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_ENGINE = "fullcircle.config.sessions"
CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
# Only a proxy can speak TLS for us; it says so in this header, and must set it on every request.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOG_IMPORT_MB = environment.whole_number("LOG_IMPORT_MB", 500)
LOG_IMPORT_MEMORY_MB = environment.whole_number("LOG_IMPORT_MEMORY_MB", 4000)
LOG_IMPORT_MINUTES = environment.whole_number("LOG_IMPORT_MINUTES", 20)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = configuration()
