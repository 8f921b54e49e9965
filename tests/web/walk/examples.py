"""How each address is asked: which kinds of things fill its arguments. One line per address.

An address that does not stand here fails the walk. `NARROWER` and `WIDER` name the few pages whose
reach is not that of their row alone, each with its reason.
"""

from fullcircle.registry.people.policy import Permission

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
    # cards
    "find": (),
    "customers": (),
    "customer/<int:number>": ("customer",),
    "customer/<int:number>/history": ("customer",),
    "customer/<int:number>/touches": ("customer",),
    "customer/<int:number>/touches/<int:touch>/remove": ("customer", "touch"),
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
    # portal and requester
    "services": (),
    "s/<str:token>": ("token",),
    "s/<str:token>/all-good": ("token",),
    "s/<str:token>/something-left": ("token",),
    "my-requests": (),
    "my-requests/new": (),
    "my-requests/<int:number>/all-good": ("our request",),
    "my-requests/<int:number>/left": ("our request",),
    # API
    "api/openapi.json": (),
    "api/customers": (),
    "api/customers/find": (),
    "api/customers/<int:customer>": ("customer",),
    "api/requests": (),
    "api/requests/<int:number>": ("request",),
    "api/requests/<int:number>/seen": ("request",),
    "api/requests/<int:number>/acknowledgement": ("request",),
    "api/requests/<int:number>/items/<slug:item>": ("request", "request item"),
    "api/requests/<int:number>/items/<slug:item>/question": ("request", "request item"),
    "api/requests/<int:number>/cancellation": ("request",),
    "api/requests/<int:number>/refusal": ("request",),
    "api/jobs/of-request/<int:number>": ("request",),
    "api/jobs/<int:number>": ("job",),
    "api/jobs/<int:number>/windows": ("job",),
    "api/jobs/<int:number>/promise": ("job",),
    "api/jobs/<int:number>/visits": ("job",),
    "api/jobs/<int:number>/hold": ("job",),
    "api/jobs/<int:number>/waking": ("job",),
    "api/board": (),
    "api/visits/<int:number>": ("visit",),
    "api/visits/<int:number>/place": ("visit",),
    "api/visits/<int:number>/assignment": ("visit",),
    "api/visits/<int:number>/withdrawal": ("visit",),
    "api/visits/<int:number>/cancellation": ("visit",),
    "api/visits/<int:number>/dispatch": ("visit",),
    "api/visits/<int:number>/radio": ("visit",),
    "api/visits/<int:number>/briefing": ("visit",),
    "api/visits/<int:number>/briefing/seen": ("visit",),
    "api/visits/<int:number>/briefing/questions": ("visit",),
    "api/visits/<int:number>/taps": ("visit",),
    "api/visits/<int:number>/close-out": ("visit",),
    "api/positions": (),
    "api/photos": (),
    "api/reviews": (),
    "api/reviews/of-visit/<int:number>": ("closed visit",),
    "api/reviews/<int:number>": ("review",),
    "api/reviews/<int:number>/questions": ("review",),
    "api/reviews/<int:number>/items/<slug:item>": ("review", "close-out item"),
    "api/reviews/<int:number>/lines": ("review",),
    "api/reviews/<int:number>/invoice": ("review",),
    "api/cases/<slug:number>": ("case",),
    "api/my/waiting": (),
    "api/my/questions": (),
    "api/my/questions/<int:number>/answer": ("intake question",),
    "api/asks": (),
    "api/asks/<int:number>/answer": ("ask",),
    "api/thanks": (),
}

# Kinds that are words of an address, not rows of anybody.
WORDS = {"ask kind", "link", "trade", "measure", "phone", "request item", "close-out item"}

# A search answers also when it finds nothing.
SEARCHES = {"calls/phone/<str:number>"}

# Kinds whose foreign row may be known to exist: refused with 403, because everybody can read of it.
KNOWN_TO_ALL = {"received link", "given link"}

# Pages of one's own day: what is somebody else's is not there, however far the row reaches.
NARROWER = ("day/visit/", "day/answer/")

# Somebody else's row opens to those who hold this row of the table as well.
WIDER = {"my-customers/team/<int:number>": Permission.SEE_LOOP}

# Not in a company of one's own: the demo's own addresses do not exist outside it.
DEMO_ONLY = {"sit-down/<int:person>", "demo/clock"}

# GETs that write, and why.
WRITING_GETS = {
    "s/<str:token>": "counts openings of the link, and tries per quarter of an hour",
    "review/visit/<int:number>": "opening the paperwork is the act by which it is seen",
}
