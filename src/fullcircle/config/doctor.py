"""`fullcircle doctor`: the state of this installation, each finding with a word and a remedy."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.db import DatabaseError


class State(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


WORDS = {State.GREEN: "ok", State.AMBER: "look at this", State.RED: "broken"}
SIGNS = {State.GREEN: "+", State.AMBER: "!", State.RED: "x"}
COLOURS = {State.GREEN: "32", State.AMBER: "33", State.RED: "31"}
ORDER = [State.GREEN, State.AMBER, State.RED]


@dataclass(frozen=True)
class Finding:
    """`what` was looked at, what was `found`, and what to do about it when it is not green."""

    what: str
    state: State
    found: str
    remedy: str = ""


Check = Callable[[], Finding]


def green(what: str, found: str) -> Finding:
    return Finding(what, State.GREEN, found)


def judged(what: str, found: str, *, trouble: bool, remedy: str, red: bool = False) -> Finding:
    """Green without trouble; with it amber, or red."""
    if not trouble:
        return green(what, found)
    return Finding(what, State.RED if red else State.AMBER, found, remedy)


def examine(checks: Iterable[Check]) -> list[Finding]:
    return [_asked(check) for check in checks]


def worst(findings: list[Finding]) -> State:
    return max((finding.state for finding in findings), key=ORDER.index, default=State.GREEN)


def report(*, as_json: bool = False) -> int:
    """Prints all findings; 0 when everything is green, 1 with amber, 2 with red."""
    from fullcircle.config.doctor_checks import CHECKS

    findings = examine(CHECKS)
    state = worst(findings)
    if as_json:
        told = {"state": state, "findings": [asdict(finding) for finding in findings]}
        sys.stdout.write(json.dumps(told, indent=2) + "\n")
    else:
        sys.stdout.write(_as_text(findings, state))
    return ORDER.index(state)


def _asked(check: Check) -> Finding:
    name = check.__name__.replace("_", " ")
    try:
        return check()
    except DatabaseError as error:
        found = str(error).strip().split("\n")[0]
        return Finding(
            name, State.RED, found, "see whether the database runs and DATABASE_URL fits"
        )
    except Exception as error:  # one broken check must not hide the others
        return Finding(
            name, State.RED, f"{type(error).__name__}: {error}", "report this as a fault"
        )


def _as_text(findings: list[Finding], state: State) -> str:
    lines = []
    for finding in findings:
        sign = _coloured(f"{SIGNS[finding.state]} {WORDS[finding.state]:<12}", finding.state)
        lines.append(f"{sign} {finding.what:<22} {finding.found}")
        if finding.remedy:
            lines.append(f"{'':15}{'':<22} -> {finding.remedy}")
    lines.append("")
    lines.append(_coloured(f"all in all: {WORDS[state]}", state))
    return "\n".join(lines) + "\n"


def _coloured(text: str, state: State) -> str:
    return f"\033[{COLOURS[state]}m{text}\033[0m" if sys.stdout.isatty() else text
