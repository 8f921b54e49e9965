"""For every check over files: texts (path, text) that it must refuse."""

from __future__ import annotations

from tests.architecture.examples.pieces import (
    IGNORE,
    ISLAND,
    NOQA,
    PAGE,
    ROOM,
    SLASH_HOME,
    WEB,
    Example,
    action,
    function,
    key,
    state,
    task,
)

BAD: dict[str, list[Example]] = {
    "shape of actions": [
        (ROOM + "actions.py", action("visit, *, by")),
        (ROOM + "actions.py", action("*, visit")),
        (ROOM + "actions/paging.py", action("*, visit, by", decorator="@cache")),
    ],
    "writes elsewhere": [
        (ROOM + "queries.py", "def late(visit):\n    visit.save()\n"),
        (ROOM + "queries/late.py", "Visit.objects.filter(id=1).update(state='late')\n"),
        (ROOM + "rules.py", "Visit.objects.create()\n"),
        (ROOM + "on_news.py", "def stop(news):\n    Visit.objects.get(id=1).delete()\n"),
        (WEB + "views.py", "Visit.objects.bulk_create([])\n"),
        ("src/fullcircle/api/visits.py", "form.save()\n"),
    ],
    "row locks": [(ROOM + "actions.py", "Visit.objects.select_for_update().get(id=1)\n")],
    "tasks call one action": [
        (ROOM + "tasks.py", task("actions.page(by='worker'); actions.note(by='worker')")),
        (ROOM + "tasks.py", task("print(visit)")),
    ],
    "file length": [
        (ROOM + "plans.py", "a = 1\n" * 301),
        ("frontend/board/drag.ts", "step();\n" * 301),
        ("tests/web/test_board.py", "a = 1\n" * 301),
    ],
    "function length": [
        (ROOM + "plans.py", function(40)),
        ("tests/web/test_board.py", function(40, head="async def test_it():")),
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
        (ROOM + "models/visit.py", key("related_name='visits'")),
        (ROOM + "models/visit.py", key("on_delete=models.DO_NOTHING, related_name='visits'")),
        (ROOM + "models/visit.py", key("on_delete=models.PROTECT")),
        (ROOM + "models/visit.py", key("on_delete=models.PROTECT, related_name=''")),
        (ROOM + "models/visit.py", "crew = models.ManyToManyField('Person')\n"),
    ],
    "states are StrEnum": [
        (ROOM + "states.py", state("Enum")),
        (ROOM + "states.py", state("str, Enum")),
        (ROOM + "states.py", "class VisitState:\n    PLANNED = 'planned'\n"),
    ],
    "framework choices": [
        (ROOM + "models/visit.py", "from django.db import models\n" + state("models.TextChoices")),
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
        (PAGE, '<a hx-select="#a > b" style="top: 0">\n'),
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
        (PAGE, '<form {% if a > b %}hidden{% endif %} method="post"></form>\n'),
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
    "float money": [
        (ROOM + "models/visit.py", "from django.db import models\nfee = models.FloatField()\n"),
        (ROOM + "models/visit.py", "total_price: float = models.FloatField(null=True)\n"),
    ],
    "foreign writes": [
        (
            ROOM + "actions.py",
            "from fullcircle.operations.scheduling.models import Visit\n"
            "Visit.objects.filter(id=1).update(state='dispatched')\n",
        ),
        (
            ROOM + "actions/paging.py",
            "from fullcircle.registry.people import models\nmodels.Person.objects.create()\n",
        ),
        (
            "src/fullcircle/config/schedule.py",
            "from fullcircle.handoffs.models.ask import Ask\nAsk.objects.all().delete()\n",
        ),
    ],
    "private imports": [
        (ROOM + "actions.py", "from fullcircle.handoffs.rules import _NEXT\n"),
    ],
    "untranslated": [
        (PAGE, "<p>Nobody is waiting.</p>\n"),
        (PAGE, "<p>{% translate 'Waiting' %}: nobody</p>\n"),
        (PAGE, '<button aria-label="Close">&times;</button>\n'),
        (PAGE, "<input placeholder='Name or street'>\n"),
    ],
}
