"""Other languages move the words about; the code does not know in which order."""

import re
from string import Formatter

import pytest

from fullcircle.operations.dispatch.wording import (
    Agreement,
    AgreementState,
    BriefingFacts,
    Deed,
    PastVisit,
    Promise,
    PromiseKind,
    Salutation,
    Touch,
    Translated,
    What,
    Who,
    compose,
    translator_for,
)
from fullcircle.operations.dispatch.wording.english import EnglishGrammar
from fullcircle.operations.dispatch.wording.facts import TouchForm
from fullcircle.operations.dispatch.wording.messages import ENGLISH
from fullcircle.operations.dispatch.wording.translator import English
from tests.rules.dispatch.wording import cases

GERMAN = {
    "what.at": "{place}: {job}",
    "who.name": "Kundin {name}",
    "history.you.did.for": "{when} hast du dort wegen {cause} {what} gemacht",
    "history.named.gave": "{when} hat {who} {what} gemacht",
    "season.last.fall": "letzten Herbst",
    "season.this.spring": "dieses Frühjahr",
    "agreement.none": "kein Wartungsvertrag",
    "promise.first_of_afternoon": "gleich nach Mittag",
    "touch.first": "Ach ja, {touch}",
    "touch.has.she": "sie hat {thing}",
    "when.days": ("vor {number} Tag", "vor {number} Tagen"),
    "number.9": "neun",
}


class GermanGrammar(EnglishGrammar):
    """German texts come with their articles."""

    def indefinite(self, noun: str) -> str:
        return noun

    def deed(self, what: str) -> Deed:
        return Deed.GAVE if what.endswith("Wartung") else Deed.DID

    def cause_apart(self, what: str) -> tuple[str, str]:
        return (what, "")

    def touch(self, text: str) -> tuple[TouchForm, str, str]:
        return TouchForm.HAS, text, text


def singular(context: str, text: str) -> str:
    found = GERMAN.get(context, text)
    assert isinstance(found, str)
    return found


def plural(context: str, one: str, other: str, count: int) -> str:
    forms = GERMAN.get(context, (one, other))
    return forms[0 if count == 1 else 1]


def test_german_tells_the_same_call_in_another_order() -> None:
    facts = BriefingFacts(
        what=What("Kühlung aus"),
        where=cases.at("Ahornweg 120"),
        who=Who("Maria Schmidt", salutation=Salutation.MRS),
        history=(
            PastVisit(
                when=cases.wall(2025, 10, 20),
                what="einen Einsatz",
                cause="eines Thermoelements",
                technician_ref="ana",
            ),
            PastVisit(when=cases.wall(2026, 4, 10), what="eine Wartung", technician_name="Jo"),
        ),
        agreement=Agreement(AgreementState.NONE),
        promise=Promise(PromiseKind.FIRST_OF_AFTERNOON),
        touches=(Touch("einen kleinen Hund namens Flocke"),),
    )
    german = Translated(singular=singular, plural=plural, grammar=GermanGrammar())
    assert compose(facts, reader="ana", at=cases.TUESDAY, say=german).text == (
        "Ahornweg 120: Kühlung aus. Kundin Maria Schmidt. "
        "Dieses Frühjahr hat Jo eine Wartung gemacht. "
        "Letzten Herbst hast du dort wegen eines Thermoelements einen Einsatz gemacht. "
        "Kein Wartungsvertrag. Gleich nach Mittag. "
        "Ach ja, sie hat einen kleinen Hund namens Flocke."
    )


def test_without_a_grammar_words_stay_as_typed() -> None:
    plain = translator_for("de", singular=singular, plural=plural)
    english = translator_for("en-us", singular=singular, plural=plural)
    assert plain.grammar.indefinite("Wartung") == "Wartung"
    assert english.grammar.indefinite("tune-up") == "a tune-up"
    told = compose(cases.MAPLE_IN_FULL, reader="ana", at=cases.TUESDAY, say=plain, limit=90)
    assert "Letzten Herbst hast du dort wegen" not in told.text
    assert "You did a demand call for a bad thermocouple letzten Herbst." in told.text


def test_a_plural_form_follows_its_language() -> None:
    german = Translated(singular=singular, plural=plural)
    assert german.say("when.days", count=9, number=german.say("number.9")) == "vor neun Tagen"
    assert german.say("when.days", count=1, number="einem") == "vor einem Tag"


def mirrored(text: str) -> str:
    """Placeholders in the opposite order, every fixed word accented: a made-up language."""
    pieces = re.split(r"(\{\w+\})", text)
    marked = [piece if piece.startswith("{") else piece.replace("e", "ë") for piece in pieces]
    return "".join(reversed(marked)).strip()


@pytest.mark.parametrize("case", sorted(cases.EVERY_CASE))
def test_a_mirrored_language_says_every_fact_too(case: str) -> None:
    pseudo = Translated(
        singular=lambda context, text: mirrored(text),
        plural=lambda context, one, other, count: mirrored(one if count == 1 else other),
    )
    facts = cases.EVERY_CASE[case]
    english = compose(facts, reader="ana", at=cases.TUESDAY, limit=500)
    other = compose(facts, reader="ana", at=cases.TUESDAY, limit=500, say=pseudo)
    assert [s.key for s in other.sentences] == [s.key for s in english.sentences]
    names = re.compile("Smith|Lennox|Reyes|Obi|Lang|Fluffy|Maple|Quarry")
    assert sorted(names.findall(english.text)) == sorted(names.findall(other.text))
    assert other.text != english.text


@pytest.mark.parametrize("message", sorted(ENGLISH))
def test_every_message_is_well_formed(message: str) -> None:
    known = ENGLISH[message]
    assert known.id == message
    assert known.one == known.one.strip()
    forms = [known.one, known.other] if known.other else [known.one]
    names = [{name for _, name, _, _ in Formatter().parse(form) if name} for form in forms]
    assert all(found == names[0] for found in names)


def test_an_unknown_message_is_refused() -> None:
    with pytest.raises(KeyError):
        English().say("no.such.message")


def test_a_brace_in_a_name_is_only_a_brace() -> None:
    assert English().say("who.name", name="{job}") == "{job}"
