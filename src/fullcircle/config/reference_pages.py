"""Pages of the documentation that are written from the code: policy table, API, figures."""

from collections.abc import Iterable, Sequence

from fullcircle.api.description import Described, described
from fullcircle.api.problems import BROKEN_RULES, name_of
from fullcircle.foundation import clock
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.measures import (
    BY_WORDS,
    FORMULAS,
    LEFT_OUT,
    STANDING_WORDS,
    TITLES,
    Measure,
)
from fullcircle.registry.people.policy import POLICY, Permission
from fullcircle.registry.people.states import Seat

WRITTEN = "<!-- Written by `fullcircle manage write_reference`; change the code, not this page. -->"

_POLICY = f"""{WRITTEN}

# Who may do what

One table is documentation, runtime and test oracle: `registry/people/policy.py`. What does not
stand in it is refused. There is no superuser; an administrator sets the company up and does not
read the work.

Each view and each operation of the API names exactly one row; one that names none does not start
(system check `fullcircle.E001`). The table is walked by `tests/web/walk`: every address, method,
seat and relation.

* **own**: rows that are one's own: a visit one is sent to, a question put to one, a department one
  belongs to.
* **all**: everybody's rows.
* empty: refused with 403. A row that one does not reach does not exist for one: 404.
* The subject of a row is never its handler, whatever the seat.
* Links without an account (`follow a link`) reach the one request that they were made for, until
  they expire.

{{tables}}
"""

_API = f"""{WRITTEN}

# The API

The same actions as the screens, for programs. `/api/openapi.json` describes every operation with
its types; this page lists them.

* **Sign-in**: the session of the screens. Tokens for programs come later; until then a program
  signs in like a person, with a person's seat. Unsafe calls need the `X-CSRFToken` header with the
  token of the session's cookie.
* **Rights**: each operation names a row of [the policy table](policy.md). What one may not reach
  does not exist: 404.
* **Once**: operations marked *once* need an `Idempotency-Key` header. The same key gives the same
  answer, marked `Idempotency-Replayed: true`; the same key with another body is refused.
* **Edits** carry the `version` that was read. When a colleague was faster the answer is 409 and
  names who.
* **Bodies**: keys that are not described are refused, texts have a largest length, numbers a range.
* **Lists** are pages of at most 200 rows; `next` of one page is `after` of the next.
* **Times** are instants with their offset; money is in minor units of the company's currency.
* Access codes are part of no answer. Money is absent, not empty, for seats that do not see it.

## Operations

{{operations}}

## Problems

A refusal is `{{{{"error", "message", "kept", "who", "details"}}}}`: the broken rule, what happened
in words, what was kept, who was faster, and where it went wrong.

| status | `error` | when |
| --- | --- | --- |
| 400 | `refused` | the body is no JSON |
| 401 | `sign_in` | nobody is signed in |
| 403 | `not_allowed` | no seat of the person has the row |
| 403 | `csrf` | an unsafe call without the token of its session |
| 404 | `not_found` | there is nothing, or nothing for this person |
| 409 | `stale_edit` | somebody changed it since it was read; `who` says who |
| 409 | `already_answered` | the first answer to a question stands |
| 422 | `not_understood` | a field is missing, too long, unknown, or of another type |
{{rules}}
"""

_FIGURES = f"""{WRITTEN}

# Each figure of the reports

What is counted, by what it can be split, and what is left out and said so. How to read them, and
what they rest on: [metrics](metrics.md), [what these numbers can and cannot
say](../explanation/what-these-numbers-can-say.md). The code is
`insight/reports/definitions.py`: one condition says how a row stands, and both the count and the
list of rows use it.

Shares carry Wilson's interval of 95 %, means the normal one; times are medians and the time nine of
ten stay under by Kaplan and Meier. Months are calendar months in the company's time.

{{rows}}
"""


def figures_page() -> str:
    """docs/reference/figures.md."""
    head = ["figure", "what it counts", "kind", "by", "dated by", "left out, each said"]
    lines = [_row(head), _row(["---"] * len(head))]
    for measure in Measure:
        meant = definition(measure, at=clock.now())
        out = [str(STANDING_WORDS[word]) for word in LEFT_OUT if word in meant.stands]
        splits = [str(BY_WORDS[by]) for by in meant.splits]
        dated = meant.shape.dated_by.replace("_", " ")
        cells = [str(TITLES[measure]), str(FORMULAS[measure]), meant.kind, ", ".join(splits)]
        lines.append(_row([*cells, dated, "; ".join(out)]))
    return _FIGURES.format(rows="\n".join(lines))


def policy_page() -> str:
    """docs/reference/policy.md."""
    inside = [seat for seat in Seat if seat not in _FEW]
    tables = [_table(inside), "## Seats outside the office and the field", _table(list(_FEW))]
    return _POLICY.format(tables="\n\n".join(tables))


def api_page() -> str:
    """docs/reference/api.md."""
    rules = sorted(f"| 422 | `{name_of(rule)}` | {_first_line(rule)} |" for rule in BROKEN_RULES)
    return _API.format(operations=_operations(described()), rules="\n".join(rules))


_FEW = (Seat.PARTS_ROOM, Seat.HR, Seat.REQUESTER, Seat.BUILDING_CONTACT, Seat.ADMINISTRATOR)


def _table(seats: Sequence[Seat]) -> str:
    head = ["permission", *[seat.replace("_", " ") for seat in seats]]
    lines = [_row(head), _row(["---"] * len(head))]
    for permission in Permission:
        reach = [str(POLICY[permission].get(seat, "")) for seat in seats]
        lines.append(_row([str(permission), *reach]))
    return "\n".join(lines)


def _operations(rows: Iterable[Described]) -> str:
    lines = [_row(["method", "address", "does", "row"]), _row(["---"] * 4)]
    for row in rows:
        does = row.summary + (" (*once*)" if row.once else "")
        lines.append(_row([row.method, f"`/api/{row.address}`", does, str(row.permission)]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _first_line(rule: type[Exception]) -> str:
    return (rule.__doc__ or "").strip().split("\n")[0].rstrip(".")
