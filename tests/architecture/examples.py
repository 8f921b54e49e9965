"""For every check over files: texts that it must refuse, and near ones that it must let pass.

Each example is (path, text). Some words are put together from two halves, so that the checks do
not find them in this file.
"""

from __future__ import annotations

type Example = tuple[str, str]

ROOM = "src/fullcircle/operations/dispatch/"
WEB = "src/fullcircle/web/agent/"
PAGE = WEB + "templates/agent/desk.html"
ISLAND = "frontend/board/drag.ts"
SLASH_HOME = "/ho" + "me/somebody/company.db"
NOQA = "# no" + "qa"
IGNORE = "# type" + ": ignore"


def _function(lines: int, head: str = "def plan():", doc: str = "") -> str:
    return "\n".join([head, *([f'    """{doc}"""'] if doc else []), *["    step()"] * lines]) + "\n"


def _action(parameters: str, decorator: str = "@action") -> str:
    return (
        "from fullcircle.foundation.transactions import action\n"
        f"{decorator}\ndef dispatch_visit({parameters}):\n    pass\n"
    )


def _state(parent: str) -> str:
    return f"from enum import Enum, StrEnum\nclass VisitState({parent}):\n    PLANNED = 'planned'\n"


def _key(arguments: str) -> str:
    return f"from django.db import models\nvisit = models.ForeignKey('Visit', {arguments})\n"


def _task(body: str) -> str:
    return (
        "from django.tasks import task\nfrom fullcircle.operations.dispatch import actions\n"
        f"@task()\ndef page(visit):\n    {body}\n"
    )


BAD: dict[str, list[Example]] = {
    "shape of actions": [
        (ROOM + "actions.py", _action("visit, *, by")),
        (ROOM + "actions.py", _action("*, visit")),
        (ROOM + "actions/paging.py", _action("*, visit, by", decorator="@cache")),
    ],
    "writes elsewhere": [
        (ROOM + "queries.py", "def late(visit):\n    visit.save()\n"),
        (ROOM + "queries/late.py", "Visit.objects.filter(id=1).update(state='late')\n"),
        (ROOM + "rules.py", "Visit.objects.create()\n"),
        (ROOM + "on_news.py", "def stop(news):\n    Visit.objects.get(id=1).delete()\n"),
        (WEB + "views.py", "Visit.objects.bulk_create([])\n"),
        ("src/fullcircle/api/visits.py", "form.save()\n"),
    ],
    "tasks call one action": [
        (ROOM + "tasks.py", _task("actions.page(by='worker'); actions.note(by='worker')")),
        (ROOM + "tasks.py", _task("print(visit)")),
    ],
    "file length": [
        (ROOM + "plans.py", "a = 1\n" * 301),
        ("frontend/board/drag.ts", "step();\n" * 301),
        ("tests/web/test_board.py", "a = 1\n" * 301),
    ],
    "function length": [
        (ROOM + "plans.py", _function(40)),
        ("tests/web/test_board.py", _function(40, head="async def test_it():")),
    ],
    "positional parameters": [
        (ROOM + "plans.py", "def plan(a, b, c, d, e, f):\n    pass\n"),
        (ROOM + "plans.py", "class P:\n    def plan(self, a, b, c, d, e, f):\n        pass\n"),
    ],
    "template length": [(PAGE, "<p>one</p>\n" * 121)],
    "secrets": [
        ("docs/start.md", "-----BEGIN RSA PRIVATE " + "KEY-----\n"),
        ("src/fullcircle/config/settings.py", "SECRET_KEY =" + " 'k3Jd82hfkq0s83hfkslq'\n"),
    ],
    "machine paths": [("docs/start.md", f"open {SLASH_HOME}\n")],
    "registries": [
        (".npmrc", "registry=https://registry." + "npmjs.org/\n"),
        ("requirements/run.txt", "--index-" + "url https://example.org/simple\n"),
    ],
    "loose ends": [(ROOM + "rules.py", "# TO" + "DO later\n")],
    "silenced": [
        (ROOM + "rules.py", f"import os  {NOQA}\n"),
        (ROOM + "rules.py", f"import os  {NOQA}: F401\n"),
        (ROOM + "rules.py", f"a: int = ''  {IGNORE}\n"),
        (ROOM + "rules.py", f"a: int = ''  {IGNORE}[assignment]\n"),
    ],
    "unfinished": [
        (ROOM + "rules.py", "def late():\n    raise NotImplementedError\n"),
        (ROOM + "rules.py", "def late():\n    raise NotImplementedError('later')\n"),
    ],
    "sleeping tests": [
        ("tests/races/test_a.py", "import time\ntime.sleep(1)\n"),
        ("tests/journeys/test_a.py", "page.wait_for_timeout(100)\n"),
        ("tests/rooms/test_a.py", "import pytest\n@pytest.mark.xfail(reason='')\ndef t(): pass\n"),
        ("tests/rooms/test_a.py", "import pytest\n@pytest.mark.skip\ndef t(): pass\n"),
    ],
    "third party": [
        ("src/fullcircle/web/static/map.min.js", ""),
        ("frontend/vendor/map.js", ""),
    ],
    "wall clock": [
        (ROOM + "rules.py", "from datetime import datetime\nat = datetime.now()\n"),
        (ROOM + "rules.py", "import datetime as dt\nat = dt.datetime.utcnow()\n"),
        (ROOM + "rules.py", "import datetime\nday = datetime.date.today()\n"),
        (ROOM + "rules.py", "import time\nat = time.time()\n"),
        (ROOM + "rules.py", "from time import time\nat = time()\n"),
        (ROOM + "models/visit.py", "from django.utils import timezone\ndefault = timezone.now\n"),
        (ROOM + "models/visit.py", "at = models.DateTimeField(auto_now_add=True)\n"),
        (ROOM + "queries.py", "from django.db.models.functions import Now\n"),
        (ROOM + "actions.py", "from fullcircle.foundation import clock\nat = clock.wall_time()\n"),
    ],
    "http": [
        (ROOM + "actions.py", "from django.http import HttpRequest\n"),
        (ROOM + "queries.py", "import django.http\n"),
        (ROOM + "models/visit.py", "from django.urls import reverse\n"),
        ("src/fullcircle/demo/tour.py", "from ninja import Router\n"),
    ],
    "signals": [
        (ROOM + "apps.py", "from django.db.models.signals import post_save\n"),
        (ROOM + "apps.py", "from django.db.models import signals\nsignals.post_save.connect(f)\n"),
        (WEB + "views.py", "from django.dispatch import receiver\n"),
        (WEB + "views.py", "from django.contrib.auth import user_logged_in\n"),
    ],
    "explicit keys": [
        (ROOM + "models/visit.py", _key("related_name='visits'")),
        (ROOM + "models/visit.py", _key("on_delete=models.DO_NOTHING, related_name='visits'")),
        (ROOM + "models/visit.py", _key("on_delete=models.PROTECT")),
        (ROOM + "models/visit.py", _key("on_delete=models.PROTECT, related_name=''")),
        (ROOM + "models/visit.py", "crew = models.ManyToManyField('Person')\n"),
    ],
    "states are StrEnum": [
        (ROOM + "states.py", _state("Enum")),
        (ROOM + "states.py", _state("str, Enum")),
        (ROOM + "states.py", "class VisitState:\n    PLANNED = 'planned'\n"),
    ],
    "framework choices": [
        (ROOM + "models/visit.py", "from django.db import models\n" + _state("models.TextChoices")),
    ],
    "empty names": [
        ("src/fullcircle/foundation/utils.py", ""),
        ("src/fullcircle/web/shell/templates/shell/base.html", ""),
        ("tests/helpers/rows.py", ""),
        ("frontend/common/swap.ts", ""),
        ("src/fullcircle/foundation/hash_utils.py", ""),
    ],
    "star imports": [(ROOM + "rules.py", "from datetime import *\n")],
    "unscoped reads": [
        (WEB + "views.py", "visit = Visit.objects.get(pk=number)\n"),
        (
            WEB + "views.py",
            "from django.shortcuts import get_object_or_404\nget_object_or_404(Visit, pk=1)\n",
        ),
        ("src/fullcircle/api/visits.py", "visit = Visit._default_manager.get(id=1)\n"),
    ],
    "hosts in islands": [
        (ISLAND, "fetch('https://example.org/')\n"),
        ("frontend/look/look.css", "@import url(//example.org/a.css);\n"),
        ("frontend/look/look.css", "a { background: url('https://example.org/a.png') }\n"),
    ],
    "evaluated code": [
        (ISLAND, "eval('1')\n"),
        (ISLAND, "row.setAttribute('style', 'left: 1px')\n"),
        (ISLAND, "setTimeout('go()', 5)\n"),
    ],
    "inline code": [
        (PAGE, '<p class="a" style="color: red">\n'),
        (PAGE, "<style>a {}</style>\n"),
        (PAGE, "<script>go()</script>\n"),
        (PAGE, '<button onclick="go()">\n'),
        (PAGE, '<a {% if a > b %}hidden{% endif %} onclick="go()">\n'),
        (PAGE, '<a href="javascript:go()">\n'),
        (PAGE, '<a hx-on:click="go()">\n'),
        (PAGE, "<a hx-vals='js:{a: 1}'>\n"),
    ],
    "unescaped": [
        (PAGE, "{{ note|safe }}\n"),
        (PAGE, "{{ note | safe }}\n"),
        (PAGE, "{% autoescape off %}{{ note }}{% endautoescape %}\n"),
    ],
    "forms carry the token": [
        (PAGE, '<form method="post" action="/a"><button>Go</button></form>\n'),
        (PAGE, '<form hx-post="/a"><button>Go</button></form>\n'),
        (PAGE, "<form method=POST>{# {% csrf_token %} #}</form>\n"),
    ],
    "other hosts": [
        (PAGE, '<img alt="" src="https://example.org/a.png">\n'),
        (PAGE, '<script src="//example.org/a.js"></script>\n'),
        (PAGE, '<link rel="stylesheet" href="https://example.org/a.css">\n'),
        (PAGE, '<form action="https://example.org/">\n'),
    ],
    "unsafe markup": [
        (WEB + "views.py", "from django.utils.safestring import mark_safe\n"),
        (ROOM + "wording.py", "from django.utils import html\nhtml.format_html('<b>')\n"),
    ],
}

GOOD: dict[str, list[Example]] = {
    "shape of actions": [
        (ROOM + "actions.py", _action("*, visit, by")),
        (ROOM + "actions.py", _action("*, visit, by", decorator="@transaction.atomic")),
        (ROOM + "actions.py", "def _free(visit):\n    pass\n"),
        (ROOM + "rules.py", "def late(visit):\n    pass\n"),
    ],
    "writes elsewhere": [
        (ROOM + "actions.py", "visit.save()\n"),
        (ROOM + "queries.py", "counts = {}\ncounts.update(late=1)\n"),
        (WEB + "views.py", "request.session.save()\n"),
    ],
    "tasks call one action": [(ROOM + "tasks.py", _task("actions.page(visit=visit, by='worker')"))],
    "file length": [
        (ROOM + "plans.py", "a = 1\n" * 300),
        (ROOM + "migrations/0001_initial.py", "a = 1\n" * 999),
    ],
    "function length": [
        (ROOM + "plans.py", _function(39)),
        (ROOM + "plans.py", _function(39, doc="One.\n" * 9)),
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
    "sleeping tests": [("tests/races/test_a.py", "import threading\nthreading.Event().wait(1)\n")],
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
        (ROOM + "models/visit.py", _key("on_delete=models.PROTECT, related_name='+'")),
    ],
    "states are StrEnum": [
        (ROOM + "states.py", _state("StrEnum") + "OPEN = {VisitState.PLANNED}\n")
    ],
    "framework choices": [(ROOM + "states.py", _state("StrEnum"))],
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
}
