"""Addresses of built files, with a version in them so that no browser keeps an old one."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

VERSIONS = Path("built", "versions.json")


@cache
def address(name: str) -> str:
    """Address of `name` ("shell.css"). Without a build the plain address: the page still reads."""
    version = _versions().get(name, "")
    plain = static(f"built/{name}")
    return f"{plain}?v={version}" if version else plain


@cache
def _versions() -> dict[str, str]:
    for folder in settings.STATICFILES_DIRS:
        file = Path(folder) / VERSIONS
        if file.is_file():
            return {
                str(name): str(version) for name, version in json.loads(file.read_text()).items()
            }
    return {}
