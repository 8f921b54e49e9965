"""Settings that hold the house up, whatever the environment says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import PermissionsMixin
from django.utils.csp import CSP

OURS = {str(CSP.SELF), str(CSP.NONE), str(CSP.NONCE), "data:", "blob:"}
CODE = {"script-src", "script-src-elem", "default-src", "worker-src"}
CLOSED = {"default-src", "script-src", "style-src", "object-src", "base-uri", "form-action"}


def loosened(policy: Mapping[str, Any]) -> list[str]:
    """Directives that allow inline code, evaluated code, or another host."""
    found = []
    for directive, allowed in policy.items():
        words = {str(word) for word in allowed}
        data = words & {"data:", "blob:"} if directive in CODE else set()
        found += [f"{directive} {word}" for word in sorted((words - OURS) | data)]
    return found + [f"{directive} is missing" for directive in sorted(CLOSED - set(policy))]


def test_the_content_security_policy_is_strict() -> None:
    assert not loosened(settings.SECURE_CSP)
    assert "django.middleware.csp.ContentSecurityPolicyMiddleware" in settings.MIDDLEWARE


def test_there_is_no_admin_of_the_framework_and_no_superuser() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not issubclass(get_user_model(), PermissionsMixin)


def test_instants_are_aware() -> None:
    assert settings.USE_TZ


def test_a_loosened_policy_is_seen() -> None:
    strict = {directive: [CSP.SELF] for directive in CLOSED}
    assert not loosened(strict)
    assert loosened({**strict, "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]})
    assert loosened({**strict, "script-src": ["https://example.org"]})
    assert loosened({**strict, "script-src": [CSP.SELF, "data:"]})
    assert not loosened({**strict, "img-src": [CSP.SELF, "data:"]})
    assert loosened({"default-src": [CSP.SELF]})
