"""For every check over files: near texts (path, text) that it must let pass."""

from __future__ import annotations

from tests.architecture.examples.pieces import (
    IGNORE,
    ISLAND,
    NOQA,
    PAGE,
    ROOM,
    WEB,
    Example,
    action,
    function,
    key,
    state,
    task,
)

GOOD: dict[str, list[Example]] = {
    "shape of actions": [
        (ROOM + "actions.py", action("*, visit, by")),
        (ROOM + "actions.py", action("*, visit, by", decorator="@transaction.atomic")),
        (ROOM + "actions.py", "def _free(visit):\n    pass\n"),
        (ROOM + "rules.py", "def late(visit):\n    pass\n"),
    ],
    "writes elsewhere": [
        (ROOM + "actions.py", "visit.save()\n"),
        (ROOM + "queries.py", "counts = {}\ncounts.update(late=1)\n"),
        (WEB + "views.py", "request.session.save()\n"),
    ],
    "row locks": [(ROOM + "actions.py", "change_if_unchanged(visit, version=3)\n")],
    "tasks call one action": [(ROOM + "tasks.py", task("actions.page(visit=visit, by='worker')"))],
    "file length": [
        (ROOM + "plans.py", "a = 1\n" * 300),
        (ROOM + "migrations/0001_initial.py", "a = 1\n" * 999),
    ],
    "function length": [
        (ROOM + "plans.py", function(39)),
        (ROOM + "plans.py", function(39, doc="One.\n" * 9)),
    ],
    "positional parameters": [
        (ROOM + "plans.py", "def plan(a, b, c, d, e, *, f, g):\n    pass\n"),
        (ROOM + "plans.py", "class P:\n    def plan(self, a, b, c, d, e):\n        pass\n"),
    ],
    "template length": [(PAGE, "<p>one</p>\n" * 120)],
    "secrets": [
        ("src/fullcircle/config/settings.py", 'SECRET_KEY = environment.text("SECRET_KEY")\n')
    ],
    "machine paths": [("docs/start.md", "open /usr/bin/chromium, then /work-orders/home/\n")],
    "registries": [(".npmrc", "omit-lockfile-registry-resolved=true\n")],
    "loose ends": [
        (ROOM + "rules.py", "# what is still to do stands in the list of owed visits\n")
    ],
    "silenced": [
        (ROOM + "rules.py", f"import os  {NOQA}: F401  named for the type checker\n"),
        (ROOM + "rules.py", f"a: int = ''  {IGNORE}[assignment]  # the framework's own trick\n"),
        (ROOM + "rules.py", f"import os  {NOQA}: E402  after set-up\nimport re  {NOQA}: E402\n"),
    ],
    "unfinished": [(ROOM + "rules.py", "def late():\n    raise ValueError('no window')\n")],
    "sleeping tests": [
        ("tests/races/test_a.py", "import threading\nthreading.Event().wait(1)\n"),
        ("tests/running_server.py", "import time\ntime.sleep(0.1)\n"),
    ],
    "third party": [("frontend/board/drag.ts", "")],
    "wall clock": [
        (ROOM + "actions.py", "from fullcircle.foundation import clock\nat = clock.now()\n"),
        (ROOM + "rules.py", "from datetime import datetime\nat = datetime.fromisoformat(text)\n"),
        (ROOM + "runs.py", "import time\nbegun = time.perf_counter()\n"),
        ("src/fullcircle/foundation/clock.py", "import datetime\ndatetime.datetime.now()\n"),
    ],
    "http": [
        (WEB + "views.py", "from django.http import HttpRequest\n"),
        (ROOM + "actions.py", "from django.db import transaction\n"),
    ],
    "signals": [(ROOM + "queries.py", "import sqlite3\nsqlite3.connect('a')\n")],
    "explicit keys": [
        (ROOM + "models/visit.py", key("on_delete=models.PROTECT, related_name='+'")),
    ],
    "states are StrEnum": [
        (ROOM + "states.py", state("StrEnum") + "OPEN = {VisitState.PLANNED}\n")
    ],
    "framework choices": [(ROOM + "states.py", state("StrEnum"))],
    "empty names": [("src/fullcircle/foundation/database.py", ""), ("docs/based-on.md", "")],
    "star imports": [(ROOM + "rules.py", "from datetime import datetime\n")],
    "unscoped reads": [
        (WEB + "views.py", "visit = queries.visit(number, asked_by=person)\n"),
        (
            WEB + "views.py",
            "from django.shortcuts import get_object_or_404\n"
            "get_object_or_404(queries.visits(asked_by=person), pk=1)\n",
        ),
    ],
    "hosts in islands": [(ISLAND, "createElementNS('http://www.w3.org/2000/svg', 'path')\n")],
    "evaluated code": [(ISLAND, "setTimeout(() => go(), 5)\nrow.style.left = '1px'\n")],
    "inline code": [
        (PAGE, '<a class="style" data-on="x" href="{% url "desk" %}">\n'),
        (PAGE, '<script src="{% static "built/board.js" %}" type="module"></script>\n'),
        (PAGE, '<script type="application/json" id="data"></script>\n'),
        (PAGE, '{# <p style="color: red"> #}\n'),
    ],
    "unescaped": [(PAGE, "{{ note }} {{ safety }} {{ a|safety_word }}\n")],
    "forms carry the token": [
        (PAGE, '<form method="post">{% csrf_token %}<button>Go</button></form>\n'),
        (PAGE, '<form method="get"><button>Find</button></form>\n'),
    ],
    "other hosts": [
        (PAGE, '<a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>\n'),
        (PAGE, '<svg xmlns="http://www.w3.org/2000/svg"></svg><img alt="" src="/a.png">\n'),
    ],
    "unsafe markup": [
        ("src/fullcircle/web/components/marks.py", "from django.utils.html import format_html\n"),
        (WEB + "views.py", "from django.utils.html import escape\n"),
    ],
    "float money": [
        (ROOM + "models/visit.py", "latitude = models.FloatField()\n"),
        (ROOM + "models/visit.py", "fee_minor = models.IntegerField()\n"),
    ],
    "foreign writes": [
        (
            ROOM + "actions.py",
            "from fullcircle.operations.dispatch.models import Assignment\n"
            "from fullcircle.operations.scheduling.models import Visit\n"
            "Assignment.objects.create(visit=Visit.objects.get(id=1))\n",
        ),
        ("src/fullcircle/handoffs/actions.py", "from django.db import models\nself.save()\n"),
    ],
    "private imports": [
        (ROOM + "actions.py", "from django.utils.translation import gettext as _\n"),
        (ROOM + "actions.py", "from fullcircle import __version__\n"),
        (
            ROOM + "actions/paging.py",
            "from fullcircle.operations.dispatch.actions.giving import _tell\n",
        ),
    ],
    "untranslated": [
        (PAGE, '<p title="{% translate "Nobody" %}">{% translate "Nobody is waiting." %}</p>\n'),
        (PAGE, "{% blocktranslate %}Nobody is <b>waiting</b>.{% endblocktranslate %} &middot;\n"),
        (PAGE, "{% block body_class %}centered wide{% endblock %}\n"),
        (PAGE, "<svg><title>Ring</title></svg><kbd>Esc</kbd> 7 {# nobody #}\n"),
    ],
}
