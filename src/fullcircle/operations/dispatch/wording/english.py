"""English words as a dispatcher says them: articles, plurals, abbreviations, verbs."""

import re

from fullcircle.operations.dispatch.wording.facts import Deed, TouchForm


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = _words(
    "a an the some any no his her their our your my its this that these those one two three four"
    " five six seven eight nine ten eleven twelve several many lots both"
)
_COUNTING = _words(
    "a an some several many lots one two three four five six seven eight nine ten eleven twelve"
)
_OPENERS = _words(
    "bring ask call knock ring please take leave use park do don't say she he they her his their"
    " the there no not be very speak wear mind watch shoes always never it if when only"
)
# "a biscuit helps" is a sentence of its own; "a dog that bites" is still a dog.
_CLAUSE = re.compile(
    r"^(?:(?!\b(?:that|who|which|named|called)\b).)*?"
    r"\b(?:is|are|was|helps?|bites?|works?|barks?|lives?|will|can|may|opens?|sticks?)\b"
)
_ADJECTIVES = _words(
    "little big old small friendly young new elderly shy nervous loud sleepy barking large tiny"
    " black white brown gray grey"
)
_COMPANIONS = _words(
    "dog cat puppy kitten bird parrot rabbit hamster pony horse baby toddler newborn son daughter"
    " husband wife tenant neighbor neighbour housekeeper"
)
_VERBS = _words(
    "likes loves prefers wants needs keeps collects teaches speaks works sleeps hates minds plays"
    " paints bakes reads has is does goes lives knows remembers enjoys follows roots grows walks"
    " drives studies answers asks runs sings brings watches uses calls hears naps gardens"
)
_WORK = _words(
    "replaced cleaned fixed repaired swapped installed reset checked tightened cleared flushed"
    " charged recharged rewired adjusted serviced vacuumed mopped swept unclogged patched rebuilt"
    " reimaged updated removed sealed found tested inspected changed moved set put took ran topped"
)
_IRREGULAR_VERBS = {"has": "have", "is": "are", "does": "do", "goes": "go"}
_IRREGULAR_PLURALS = {
    "child": "children", "person": "people", "man": "men", "woman": "women", "mouse": "mice",
    "foot": "feet", "shelf": "shelves", "knife": "knives", "half": "halves",
}  # fmt: skip
_GIVEN = ("tune-up", "tune up", "check-up", "checkup", "once-over", "inspection")
_SAID_BY_LETTER = frozenset({"HVAC", "VRF", "MAU", "OEM"})
_TROUBLES = ("leak", "noise", "smell", "spill", "clog", "outage", "alarm", "flood")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SOUNDS_LIKE_YOU = re.compile(r"(?i)^(?:uni(?!n|m)|use|usu|uti|eu|ew|ure|ura|uv)")
_VOWEL_NUMBERS = re.compile(r"^(?:8|11(?!\d)|18(?!\d)|11,|18,|11\d{3}(?!\d)|18\d\d(?!\d))")
_LONG = (
    (re.compile(r"(?<=\w )St\b\.?(?=\s*(?:,|$|\d|and\b|unit\b|apt\b))"), "Street"),
    (re.compile(r"\bAve\b\.?"), "Avenue"),
    (re.compile(r"\bRd\b\.?"), "Road"),
    (re.compile(r"\bBlvd\b\.?"), "Boulevard"),
    (re.compile(r"\bLn\b\.?"), "Lane"),
    (re.compile(r"\bHwy\b\.?"), "Highway"),
    (re.compile(r"\bPkwy\b\.?"), "Parkway"),
    (re.compile(r"(?<=\w )Dr\b\.?(?=\s*(?:,|$))"), "Drive"),
    (re.compile(r"(?i)\bbldg\b\.?"), "building"),
    (re.compile(r"(?i)\bapt\b\.?\s*#?\s*(?=\w)"), "apartment "),
    (re.compile(r"(?i)\bste\b\.?\s*#?\s*(?=\d)"), "suite "),
    (re.compile(r"(?<!\w)#\s*(?=\d)"), "unit "),
    (re.compile(r"\b1 mins?\b\.?"), "1 minute"),
    (re.compile(r"(?<=\d )mins?\b\.?"), "minutes"),
    (re.compile(r"\bw/\s*"), "with "),
    (re.compile(r"\s*&\s*"), " and "),
)
_ASKED = (
    ("is it ", "it's "),
    ("is there ", ""),
    ("are there ", ""),
    ("is ", ""),
    ("are ", ""),
    ("do you ", "they "),
)
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_SMALL_COUNT = re.compile(
    r"(?<![\w.:#])(\d|1[0-2])(?= (?:minutes?|hours?|days?|weeks?|months?|less\b))"
)


class EnglishGrammar:
    """English, for words that people typed."""

    def indefinite(self, noun: str) -> str:
        """ "tune-up" -> "a tune-up"; words that already have a determiner stay as they are."""
        first = noun.split(" ", 1)[0].lower() if noun else ""
        if not noun or first in _DETERMINERS or first.endswith(("'s", "’s")):
            return noun
        return f"{'an' if starts_with_vowel_sound(noun) else 'a'} {noun}"

    def plural(self, noun: str, count: int) -> str:
        """ "call" -> "calls" for every count but one; only the last word changes."""
        if count == 1 or not noun:
            return noun
        head, _, last = noun.rpartition(" ")
        bent = _plural_word(last)
        return f"{head} {bent}" if head else bent

    def midway(self, text: str) -> str:
        """ "Tune-up" -> "tune-up"; "AC tune-up" and "iPhone" keep their letters."""
        first = re.split(r"[\s\-/]", text, maxsplit=1)[0]
        keeps = first[1:] != first[1:].lower() or (len(first) == 1 and first != "A")
        return text if keeps else _lower_first(text)

    def affirmed(self, question: str) -> str:
        """ "Is water on the floor?" -> "water on the floor"; "Do you smell gas?" -> "they smell
        gas"; what cannot be turned round keeps its words and a yes."""
        asked, is_question, _ = question.partition("?")
        if not is_question:
            return question
        for opening, answer in _ASKED:
            if asked.lower().startswith(opening):
                return answer + asked[len(opening) :]
        return f"{self.midway(asked)}, yes"

    def pronounced(self, text: str) -> str:
        """ "Mill St, 4 min less" -> "Mill Street, four minutes less"."""
        for pattern, word in _LONG:
            text = pattern.sub(word, text)
        return _SMALL_COUNT.sub(lambda found: _NUMBER_WORDS[int(found[1])], text)

    def deed(self, what: str) -> Deed:
        """A tune-up is given, a demand call is done, "replaced the igniter" stands alone."""
        first, _, rest = what.lower().partition(" ")
        if rest and (first in _WORK or (first.endswith("ed") and rest.split()[0] in _DETERMINERS)):
            return Deed.PLAIN
        if what.lower().endswith(_TROUBLES):
            return Deed.CAME
        return Deed.GAVE if what.lower().endswith(_GIVEN) else Deed.DID

    def cause_apart(self, what: str) -> tuple[str, str]:
        """Cut at the first " for ": the season is spoken between the two."""
        work, found, cause = what.partition(" for ")
        is_whole = work.count('"') % 2 == 0 and not any(
            work.count(left) != work.count(right) for left, right in ("()", "[]", "{}")
        )
        return (work, cause) if found and work and cause and is_whole else (what, "")

    def touch(self, text: str) -> tuple[TouchForm, str, str]:
        """ "likes biscuits" -> does, "likes biscuits", "like biscuits"."""
        first, _, rest = text.partition(" ")
        word = first.lower().rstrip(",;:")
        if word in _VERBS:
            return (
                TouchForm.DOES,
                f"{first.lower()} {rest}".strip(),
                f"{bare_verb(word)} {rest}".strip(),
            )
        is_thing = word in _COUNTING or word in _ADJECTIVES or word in _COMPANIONS
        if is_thing and not _CLAUSE.search(text.lower()):
            thing = self.indefinite(_lower_first(text))
            return TouchForm.HAS, thing, thing
        said = _lower_first(text) if word in _OPENERS or is_thing else text
        return TouchForm.SAYS, said, said


def starts_with_vowel_sound(phrase: str) -> bool:
    """True when "an" goes before the phrase: an hour, an HP, an 18-inch; but a unit, a UPS."""
    word = re.split(r"[\s\-/]", phrase.lstrip("\"'([“‘"), maxsplit=1)[0]
    if not word:
        return False
    if word[0].isdigit():
        return bool(_VOWEL_NUMBERS.match(word))
    if _is_spelled(word):
        return word[0] in "AEFHILMNORSX"
    low = word.lower()
    if low.startswith(_SILENT_H):
        return True
    if _SOUNDS_LIKE_YOU.match(low) or low in ("one", "once", "one-time") or low.startswith("one-"):
        return False
    return low[0] in "aeiou"


def bare_verb(word: str) -> str:
    """The verb after "they": likes -> like, watches -> watch, tries -> try, has -> have."""
    if word in _IRREGULAR_VERBS:
        return _IRREGULAR_VERBS[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def possessive(name: str) -> str:
    """Summer -> Summer's; the Wilsons -> the Wilsons'; James -> James's."""
    if name.lower().startswith("the ") and name.endswith("s"):
        return f"{name}’"
    return f"{name}’s"


def _is_spelled(word: str) -> bool:
    letters = re.match(r"[A-Z]+", word)
    if not letters or (len(word) > len(letters[0]) and word[len(letters[0])].islower()):
        return False
    run = letters[0]
    if run in _SAID_BY_LETTER:
        return True
    return len(run) == 1 or len(run) <= 3 or not re.search(r"[AEIOU]", run)


def _plural_word(word: str) -> str:
    low = word.lower()
    if low in _IRREGULAR_PLURALS:
        return word[0] + _IRREGULAR_PLURALS[low][1:]
    if re.search(r"(?:s|x|z|ch|sh)$", low):
        return f"{word}es"
    if re.search(r"[^aeiou]y$", low):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
