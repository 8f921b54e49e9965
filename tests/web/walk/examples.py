"""How each address is asked: which kinds of things fill its arguments. One line per address.

An address that does not stand here fails the walk. `NARROWER` and `WIDER` name the few pages whose
reach is not that of their row alone, each with its reason.
"""

from fullcircle.registry.people.policy import Permission
from tests.web.walk.examples_of_the_api import OF_THE_API

# Address -> the kinds of things that fill its arguments, in order. See world.py for the kinds.
EXAMPLES: dict[str, tuple[str, ...]] = {
    # shell
    "": (),
    "sign-in": (),
    "sign-out": (),
    "sit-down/<int:person>": ("person",),
    "demo/clock": (),
    "files/<uuid:number>": ("file",),
    "look": (),
    "look/phone": (),
    # replay of the demo
    "replay": (),
    "replay/as/<int:person>/<path:path>": ("person", "path"),
    "replay/as/<int:person>/": ("person",),
    "replay/<slug:key>": ("scene",),
    "replay/<slug:key>/play": ("scene",),
    # cards
    "find": (),
    "customers": (),
    "customer/<int:number>": ("customer",),
    "customer/<int:number>/history": ("customer",),
    "customer/<int:number>/touches": ("customer",),
    "customer/<int:number>/touches/<int:touch>/remove": ("customer", "touch"),
    "customer/<int:number>/contacts/new": ("customer",),
    "customer/<int:number>/contacts/<int:contact>": ("customer", "contact"),
    "case/<str:number>": ("case",),
    "case/<str:number>/words": ("case",),
    "record/<int:record>/ask": ("record",),
    "code/<uuid:code>/reveal": ("code",),
    # agent
    "calls/": (),
    "calls/find": (),
    "calls/phone/<str:number>": ("phone",),
    "calls/new": (),
    "calls/at/<int:location>": ("location",),
    "calls/at/<int:location>/offer": ("location",),
    "calls/booked/<str:number>": ("case",),
    "calls/sent-back": (),
    "calls/sent-back/<int:returned>": ("intake question",),
    "calls/confirm/<int:asked>": ("request",),
    # dispatcher
    "board/": (),
    "board/feed": (),
    "board/list/": (),
    "board/trays": (),
    "board/people": (),
    "inbox/": (),
    "inbox/<int:pk>/answer": ("intake question",),
    "board/requests/<int:pk>/ask": ("request",),
    "board/requests/<int:pk>/correct": ("request",),
    "board/requests/<int:pk>/promise": ("request",),
    "board/requests/<int:pk>/windows": ("request",),
    "board/requests/<int:pk>/place": ("request",),
    "board/requests/<int:pk>/drop": ("request",),
    "board/requests/<int:pk>/hold": ("request with a job",),
    "board/requests/<int:pk>/wake": ("request with a job",),
    "board/visits/<int:pk>/preview": ("visit",),
    "board/visits/<int:pk>/move": ("visit",),
    "board/visits/<int:pk>/assign": ("visit",),
    "board/visits/<int:pk>/dispatch": ("visit",),
    "board/visits/<int:pk>/told": ("visit",),
    "board/visits/<int:pk>/on-my-way": ("visit",),
    "board/visits/<int:pk>/arrived": ("visit",),
    "board/visits/<int:pk>/position": ("led visit",),
    "board/visits/<int:pk>/close-out/": ("visit",),
    "board/visits/<int:pk>/cancel": ("visit",),
    # technician
    "day/": (),
    "day/tomorrow": (),
    "day/closed": (),
    "day/position": (),
    "day/answer/<int:number>": ("close-out question",),
    "day/parts": (),
    "day/visit/<int:number>": ("visit",),
    "day/visit/<int:number>/seen": ("visit",),
    "day/visit/<int:number>/ask": ("visit",),
    "day/visit/<int:number>/code": ("visit",),
    "day/visit/<int:number>/on-my-way": ("visit",),
    "day/visit/<int:number>/navigate": ("visit",),
    "day/visit/<int:number>/arrived": ("visit",),
    "day/visit/<int:number>/pause": ("visit",),
    "day/visit/<int:number>/go-on": ("visit",),
    "day/visit/<int:number>/close-out": ("visit",),
    "day/visit/<int:number>/done": ("closed visit",),
    # back office
    "review/": (),
    "review/visit/<int:number>": ("closed visit",),
    "review/visit/<int:number>/ask": ("closed visit",),
    "review/visit/<int:number>/mend": ("closed visit",),
    "review/visit/<int:number>/lines": ("closed visit",),
    "review/visit/<int:number>/prices": ("closed visit",),
    "review/visit/<int:number>/post": ("closed visit",),
    "unbilled/": (),
    "unbilled/csv": (),
    "invoices/": (),
    "invoices/<int:number>": ("invoice",),
    # manager
    "loop/": (),
    "loop/unconfirmed": (),
    "loop/unconfirmed/<int:number>/called": ("request",),
    # the customer graph
    "graph/": (),
    "graph/open": (),
    "graph/arrows.csv": (),
    "graph/history": (),
    "graph/propose": (),
    "graph/between-us/": (),
    "graph/between-us/word": (),
    "graph/between-us/<int:number>": ("proposal",),
    "graph/what-this-says": (),
    "graph/logs/": (),
    "graph/logs/<int:number>/": ("log",),
    "graph/logs/<int:number>/columns": ("log",),
    "graph/logs/<int:number>/party": ("log",),
    "graph/logs/<int:number>/cancel": ("log",),
    "graph/logs/<int:number>/remove": ("log to remove",),
    "graph/logs/<int:number>/open": ("log",),
    "graph/logs/<int:number>/arrows.csv": ("log",),
    "graph/logs/<int:number>/rows.csv": ("log",),
    "graph/logs/<int:number>/set-aside.csv": ("log",),
    # everyone
    "my-customers/": (),
    "my-customers/team/<int:number>": ("team",),
    "my-customers/thanks": (),
    "asks/": (),
    "asks/new/<str:kind>": ("ask kind",),
    "asks/<int:number>/answer": ("ask",),
    "cards/link/<slug:link>/<slug:trade>": ("link", "trade"),
    "cards/link/<slug:link>/<slug:trade>/preview": ("received link", "trade"),
    "cards/link/<slug:link>/<slug:trade>/change": ("received link", "trade"),
    "cards/link/<slug:link>/<slug:trade>/object": ("given link", "trade"),
    "figures/<slug:link>/<slug:measure>": ("link", "measure"),
    "figures/<slug:link>/<slug:measure>/rows.csv": ("link", "measure"),
    # figures
    "reports/": (),
    "reports/chain": (),
    "reports/favours": (),
    "reports/seats": (),
    "reports/goes-together": (),
    "reports/choose": (),
    "reports/of/<slug:measure>": ("measure",),
    "reports/of/<slug:measure>/table.csv": ("measure",),
    "reports/of/<slug:measure>/rows": ("measure",),
    "reports/of/<slug:measure>/rows.csv": ("measure",),
    # what if
    "what-if/": (),
    "what-if/try": (),
    "what-if/<int:number>": ("scenario",),
    # administrator
    "set-up/<str:token>": ("token",),
    "company/": (),
    "company/lay-out": (),
    "company/cards": (),
    "company/policy": (),
    "company/people": (),
    "company/people/<int:number>": ("person",),
    "company/people/<int:number>/seat": ("person",),
    "company/people/<int:number>/account": ("person",),
    "company/people/<int:number>/close": ("person",),
    "company/people/<int:number>/team": ("person",),
    "company/people/<int:number>/skill": ("person",),
    "company/people/<int:number>/week": ("person",),
    "company/people/<int:number>/away": ("person",),
    "company/teams": (),
    "company/catalogue": (),
    "company/services/<int:number>": ("service",),
    "company/job-types/<int:number>": ("job type",),
    "company/forms": (),
    "company/forms/new": (),
    "company/forms/<int:number>": ("form",),
    "company/prices": (),
    "company/prices/<int:number>": ("price",),
    "company/customers": (),
    "company/customers/tie": (),
    "company/targets": (),
    "company/targets/<int:number>": ("target",),
    "company/calendars/<int:number>": ("calendar",),
    "company/audit": (),
    "company/deliveries": (),
    "company/deliveries/<uuid:number>/again": ("delivery",),
    # portal and requester
    "services": (),
    "s/<str:token>": ("token",),
    "s/<str:token>/all-good": ("token",),
    "s/<str:token>/something-left": ("token",),
    "my-requests": (),
    "my-requests/new": (),
    "my-requests/<int:number>/all-good": ("our request",),
    "my-requests/<int:number>/left": ("our request",),
    **OF_THE_API,
}

# Kinds that are words of an address, not rows of anybody.
WORDS = {
    "path",
    "scene",
    "ask kind",
    "link",
    "trade",
    "measure",
    "phone",
    "request item",
    "close-out item",
}

# Answers also when there is nothing of that key, and why.
ANSWERS_ANYWAY = {
    "calls/phone/<str:number>": "a number that nobody has is offered as a new customer",
    "company/deliveries/<uuid:number>/again": "what is not given up any more is said, not hidden",
}

# Kinds whose foreign row may be known to exist: refused with 403, because everybody can read of it.
KNOWN_TO_ALL = {"received link", "given link"}

# Pages of one's own day: what is somebody else's is not there, however far the row reaches.
NARROWER = ("day/visit/", "day/answer/")

# Rows of whoever made them alone, however far the row of the table reaches.
OWN_ALONE = ("graph/logs/<int:number>/",)

# Somebody else's row opens to those who hold this row of the table as well.
WIDER = {
    "my-customers/team/<int:number>": Permission.SEE_LOOP,
    "graph/between-us/<int:number>": Permission.SEE_GRAPH,
}

# Not in a company that runs: the demo's own addresses, and the one-time link of the first start.
NOT_HERE = {
    "sit-down/<int:person>",
    "demo/clock",
    "set-up/<str:token>",
    "replay",
    "replay/as/<int:person>/<path:path>",
    "replay/as/<int:person>/",
    "replay/<slug:key>",
    "replay/<slug:key>/play",
}

# GETs that write, and why.
WRITING_GETS = {
    "set-up/<str:token>": "counts tries per quarter of an hour",
    "s/<str:token>": "counts openings of the link, and tries per quarter of an hour",
    "review/visit/<int:number>": "opening the paperwork is the act by which it is seen",
}
