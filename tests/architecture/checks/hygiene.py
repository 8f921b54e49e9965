"""What never gets into the repository: secrets, machine paths, registries, loose ends.

The patterns are written so that they do not match their own text.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.checks.check import Check, calls
from tests.architecture.tree import Finding, Source

SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----|\bAKI[A][0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}"
    r"|\bxox[abps]-[0-9A-Za-z-]{10,}"
    r"|\b[A-Z_]*(?:SECRET|PASSWORD|TOKEN|FIELD)(?:_KEY)? ?= ?[\"'][^\"'{}\s]{16,}"
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.:/-])/(?:home|Users|root|work|mnt|workspace)/(?=[\w.])|/tmp/f[c]\b"
)
REGISTRIES = re.compile(
    r"pypi\.or[g]|pythonhosted\.or[g]|registry\.npmj[s]|npmjs\.co[m]|artifactor[y]|nexu[s]/repository"
    r"|--(?:extra-)?index-ur[l]|\"resolved\": \"http",
    re.IGNORECASE,
)
LOOSE_ENDS = re.compile(r"\b(?:TOD[O]|FIXM[E]|HAC[K])\b")
SILENCED = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:\s*no cover)\b(?P<rest>[^\n]*)")
# The code, then the reason behind it; the same code elsewhere in the file needs it no second time.
CODE = re.compile(r":\s*(?P<rules>[A-Z]+\d+(?:, ?[A-Z]+\d+)*)|\[(?P<errors>[a-z][\w, -]+)\]")
REASON = re.compile(r"\s+(?:#\s*)?[a-zA-Z].{2,}")


def _lines(source: Source, pattern: re.Pattern[str], advice: str) -> Iterator[Finding]:
    for number, text in enumerate(source.lines, start=1):
        if pattern.search(text):
            yield source.finding(number, advice)


def secrets(source: Source) -> Iterator[Finding]:
    return _lines(source, SECRETS, "looks like a secret: generate it in the data directory")


def machine_paths(source: Source) -> Iterator[Finding]:
    return _lines(source, MACHINE_PATHS, "a path of one machine: make it relative or a setting")


def registries(source: Source) -> Iterator[Finding]:
    return _lines(source, REGISTRIES, "no registry hosts: the client of the reader knows its own")


def loose_ends(source: Source) -> Iterator[Finding]:
    return _lines(source, LOOSE_ENDS, "finish it, or open an issue and take the note out")


def silenced(source: Source) -> Iterator[Finding]:
    unexplained: dict[str, int] = {}
    explained = set()
    for number, text in enumerate(source.lines, start=1):
        if match := SILENCED.search(text):
            code = CODE.match(match["rest"])
            if code and REASON.match(match["rest"], code.end()):
                explained.add(code[0])
            else:
                unexplained.setdefault(code[0] if code else "", number)
    for code_text, number in unexplained.items():
        if code_text not in explained:
            yield source.finding(number, "name the code and give the reason on the same line")


def unfinished(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if source.dotted(raised) == "NotImplementedError":
                yield source.finding(node.lineno, "build it, or do not offer it")


def sleeping_tests(source: Source) -> Iterator[Finding]:
    for call in calls(source.tree):
        name = source.dotted(call.func)
        if name in {"time.sleep", "asyncio.sleep"} or name.endswith("wait_for_timeout"):
            yield source.finding(call.lineno, "no test sleeps to be right: wait for the event")
    for node in ast.walk(source.tree):
        refused = {"pytest.mark.xfail", "pytest.mark.skip", "pytest.xfail"}
        if isinstance(node, ast.expr) and source.dotted(node) in refused:
            yield source.finding(node.lineno, "a test runs or goes: no skip, no xfail")


def third_party(source: Source) -> Iterator[Finding]:
    parts = source.path.split("/")
    if re.search(r"\.min\.(?:js|css)$|\.map$|\.bundle\.js$", parts[-1]):
        yield source.finding(1, "built or third-party: install it at build time")
    elif {"node_modules", "vendor", "built", "dist"} & set(parts):
        yield source.finding(1, "built or third-party: keep it out of the repository")


def _any(path: str) -> bool:
    return path != "LICENSE"


def _python(path: str) -> bool:
    return path.endswith(".py")


def _test(path: str) -> bool:
    """Tests; what starts a server for them may ask again and again until it answers."""
    return re.match(r"tests/(?:.*/)?(?:test_\w+|conftest)\.py$", path) is not None


def _own_python(path: str) -> bool:
    return path.startswith(("src/", "benchmarks/")) and path.endswith(".py")


CHECKS = [
    Check("secrets", _any, secrets),
    Check("machine paths", _any, machine_paths),
    Check("registries", _any, registries),
    Check("loose ends", _any, loose_ends),
    Check("silenced", _python, silenced),
    Check("unfinished", _own_python, unfinished),
    Check("sleeping tests", _test, sleeping_tests),
    Check("third party", _any, third_party),
]
