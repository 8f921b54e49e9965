"""What people typed, made fit to be spoken: blanks, placeholders, loose punctuation, codes."""

import re
import unicodedata
from functools import lru_cache

PLACEHOLDERS = frozenset(
    {
        "n/a", "n.a", "na", "n\\a", "none", "nil", "null", "nothing", "tbd", "tba", "tbc", "todo",
        "unknown", "unk", "not known", "?", "-", "x", "xx", "xxx", "same", "see above", "asdf",
        "test", "blank", "no", "not applicable", "k.a", "keine", "keine angabe",
    }
)  # fmt: skip
# "No hazards" is an answer, not an empty field.
SAID_NONE = frozenset({"none", "no", "nil", "nothing", "no hazards", "none known", "none seen"})

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_DIGITS = r"[#*]?\d(?:[\s\-.]?[\d#*]){2,}"
_CODE = re.compile(
    r"(?i)(?P<before>[\w-]+\s+)?\b(?P<word>(?:(?:gate|door|alarm|entry|access|lock ?box|key ?pad"
    r"|garage)\s+)?(?:code|pin|keypad|lockbox|password|combination|combo))\b"
    r"(?:[\W_]*\b(?:is|are|no|nr|number|of|for|the|to|on|at|gate|door|alarm|garage|side|front|back"
    r"|box|it|its|now|use|press|dial|enter)\b){0,6}[\s:=#*\-–—\"'“”.,]*" + _DIGITS
)
# What a machine shows is no secret, and a technician needs it.
_SHOWN_BY_MACHINES = frozenset(
    {
        "error", "fault", "flash", "flashes", "flashing", "blink", "blinks", "blinking",
        "trouble", "status", "diagnostic", "shows", "showing", "display", "displays", "zip",
        "area", "post", "postal", "service", "part", "product", "model", "stop",
    }
)  # fmt: skip
_BARE = re.compile(
    r"(?i)\b(?P<word>gate|door|alarm|lock ?box|key ?pad|garage)[\s:=#*\-–—]*[#*]?\d{4,}[#*]?"
)
_CODE_WORDS_LAST = re.compile(
    r"(?i)[,;.]?\s*(?:\b(?:and|with|use|the|gate|door|alarm|entry|access|lock ?box|key ?pad|garage)"
    r"\s+)*\b(?:code|pin|password|combination|combo)$"
)
_CODE_FIRST = re.compile(
    r"(?i)(?<![\w])[#*]?\d(?:[\s\-]?[\d#*]){2,}\s+(?:is|for|opens|to|at|on)\s+(?:the\s+)?"
    r"(?:gate|door|alarm|garage|entry|lock ?box|key ?pad|code|pin)\b"
)


def is_placeholder(text: str) -> bool:
    """True when a text says nothing: blank, only punctuation, or "n/a", "-", "tbd", "?"."""
    bare = " ".join(text.split()).strip().lower()
    if bare in PLACEHOLDERS or bare.rstrip(".!?") in PLACEHOLDERS:
        return True
    return not any(character.isalnum() for character in bare)


def says_none(text: str) -> bool:
    """True when somebody answered "none" where none is an answer."""
    return " ".join(text.split()).strip(" .!-").lower() in SAID_NONE


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """One line without codes, loose brackets, doubled or trailing marks; "" for a placeholder."""
    if is_placeholder(text):
        return ""
    line = "".join(" " if _is_unspeakable(c) else c for c in unicodedata.normalize("NFC", text))
    line = _balanced(withhold_codes(line))
    line = line.replace("\N{HORIZONTAL ELLIPSIS}", ".")
    line = re.sub(r"\s+", " ", line)
    line = re.sub(r"([.,;:!?])(?:\s*[.,;:!?])+", r"\1", line)
    line = re.sub(r"\s+([.,;:!?)\]}])", r"\1", line)
    line = re.sub(r"([(\[{])\s+", r"\1", line)
    line = line.strip().lstrip(".,;:!?-–—*•/\\ ").rstrip(".,;:-–—/\\ ")
    return "" if is_placeholder(line) else line


def withhold_codes(text: str) -> str:
    """The text with gate, door and alarm codes taken out: they are shown on arrival only."""
    if not any(character.isdigit() for character in text):
        return text
    hidden = _BARE.sub(lambda found: found["word"], _CODE.sub(_without_digits, text))
    return _CODE_FIRST.sub("", hidden)


def holds_code(text: str) -> bool:
    """True when somebody typed a code into a field where it does not belong."""
    return withhold_codes(text) != text


def without_code_words(text: str) -> str:
    """An access note without its last words "gate code" once the code itself is gone."""
    return clean(_CODE_WORDS_LAST.sub("", clean(text))) if holds_code(text) else clean(text)


def _without_digits(found: re.Match[str]) -> str:
    before = found["before"] or ""
    if before.strip().lower() in _SHOWN_BY_MACHINES:
        return found[0]
    return before + found["word"]


def _is_unspeakable(character: str) -> bool:
    return unicodedata.category(character)[0] in "CZ" or character in "`_|~^<>"


def _balanced(line: str) -> str:
    if not any(mark in line for mark in '()[]{}"“”„«»'):
        return line
    for left, right in (("“", "”"), ("„", "“"), ("«", "»")):
        line = line.replace(left, '"').replace(right, '"')
    if line.count('"') % 2:
        line = line.replace('"', "")
    keep = [True] * len(line)
    opened: list[tuple[str, int]] = []
    for index, character in enumerate(line):
        if character in _PAIRS:
            opened.append((_PAIRS[character], index))
        elif character in _PAIRS.values():
            if opened and opened[-1][0] == character:
                opened.pop()
            else:
                keep[index] = False
    for _, index in opened:
        keep[index] = False
    line = "".join(character for character, kept in zip(line, keep, strict=True) if kept)
    return re.sub(r"[(\[{]\s*[)\]}]", "", line)
