"""Pieces of examples. Some words are put together from halves, so that no check finds them."""

from __future__ import annotations

type Example = tuple[str, str]

ROOM = "src/fullcircle/operations/dispatch/"
WEB = "src/fullcircle/web/agent/"
PAGE = WEB + "templates/agent/desk.html"
ISLAND = "frontend/board/drag.ts"
SLASH_HOME = "/ho" + "me/somebody/company.db"
NOQA = "# no" + "qa"
IGNORE = "# type" + ": ignore"


def function(lines: int, head: str = "def plan():", doc: str = "") -> str:
    return "\n".join([head, *([f'    """{doc}"""'] if doc else []), *["    step()"] * lines]) + "\n"


def action(parameters: str, decorator: str = "@action") -> str:
    return (
        "from fullcircle.foundation.transactions import action\n"
        f"{decorator}\ndef dispatch_visit({parameters}):\n    pass\n"
    )


def state(parent: str) -> str:
    return f"from enum import Enum, StrEnum\nclass VisitState({parent}):\n    PLANNED = 'planned'\n"


def key(arguments: str) -> str:
    return f"from django.db import models\nvisit = models.ForeignKey('Visit', {arguments})\n"


def task(body: str) -> str:
    return (
        "from django.tasks import task\nfrom fullcircle.operations.dispatch import actions\n"
        f"@task()\ndef page(visit):\n    {body}\n"
    )
