"""The seam to other languages: a catalogue says the sentences, a grammar bends the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fullcircle.operations.dispatch.wording.english import EnglishGrammar
from fullcircle.operations.dispatch.wording.facts import Deed, TouchForm
from fullcircle.operations.dispatch.wording.marking import Message
from fullcircle.operations.dispatch.wording.messages import ENGLISH


class Grammar(Protocol):
    """What a language does to words that people typed in it."""

    def indefinite(self, noun: str) -> str:
        """The noun with its indefinite article."""

    def plural(self, noun: str, count: int) -> str:
        """The noun as it stands after this count."""

    def midway(self, text: str) -> str:
        """The text as it is written inside a sentence."""

    def affirmed(self, question: str) -> str:
        """A question that was answered with yes, as a phrase; other texts as they are."""

    def pronounced(self, text: str) -> str:
        """The text with abbreviations written out as they are spoken."""

    def deed(self, what: str) -> Deed:
        """The verb that goes with a past visit."""

    def cause_apart(self, what: str) -> tuple[str, str]:
        """A visit's work and its cause: "a demand call", "a bad thermocouple"."""

    def touch(self, text: str) -> tuple[TouchForm, str, str]:
        """The form, the words after she or he, the words after they."""


class Translator(Protocol):
    """Says a message of the catalogue in one language."""

    @property
    def grammar(self) -> Grammar:
        """The grammar that belongs to this language."""

    def say(self, message: str, /, *, count: int | None = None, **values: object) -> str:
        """The message with its placeholders filled; `count` chooses the plural form.

        Raises KeyError for a message that the English catalogue does not know.
        """


class PlainGrammar:
    """For a language without a grammar of its own: words stay as people typed them."""

    def indefinite(self, noun: str) -> str:
        """The noun as typed."""
        return noun

    def plural(self, noun: str, count: int) -> str:
        """The noun as typed."""
        return noun

    def midway(self, text: str) -> str:
        """The text as typed."""
        return text

    def affirmed(self, question: str) -> str:
        """The question without its mark."""
        return question.removesuffix("?")

    def pronounced(self, text: str) -> str:
        """The text as typed."""
        return text

    def deed(self, what: str) -> Deed:
        """Always done."""
        return Deed.DID

    def cause_apart(self, what: str) -> tuple[str, str]:
        """Never cut."""
        return what, ""

    def touch(self, text: str) -> tuple[TouchForm, str, str]:
        """A clause of its own."""
        return TouchForm.SAYS, text, text


@dataclass(frozen=True, slots=True)
class English:
    """The language in the code."""

    grammar: Grammar = field(default_factory=EnglishGrammar)

    def say(self, message: str, /, *, count: int | None = None, **values: object) -> str:
        """The English text."""
        return _filled(_form(ENGLISH[message], count), count, values)


@dataclass(frozen=True, slots=True)
class Translated:
    """A language whose texts come from outside, with two gettext-shaped functions:
    `singular(context, text)` and `plural(context, one, other, count)`."""

    singular: Callable[[str, str], str]
    plural: Callable[[str, str, str, int], str]
    grammar: Grammar = field(default_factory=PlainGrammar)

    def say(self, message: str, /, *, count: int | None = None, **values: object) -> str:
        """The translated text, in English where a translation is missing."""
        known = ENGLISH[message]
        if known.other and count is not None:
            text = self.plural(known.id, known.one, known.other, count)
        else:
            text = self.singular(known.id, known.one)
        return _filled(text, count, values)


def translator_for(
    language: str,
    *,
    singular: Callable[[str, str], str],
    plural: Callable[[str, str, str, int], str],
) -> Translator:
    """The translator for a language code such as "de" or "en-us", from two functions shaped
    like `pgettext` and `npgettext`."""
    if language.lower().partition("-")[0] == "en":
        return Translated(singular=singular, plural=plural, grammar=EnglishGrammar())
    return Translated(singular=singular, plural=plural)


def number(say: Translator, count: int) -> str:
    """A count in words up to twelve, in figures beyond."""
    return say.say(f"number.{count}") if 0 <= count <= 12 else str(count)


def listed(say: Translator, items: Sequence[str]) -> str:
    """Items as one phrase: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    head = items[0]
    for item in items[1:-1]:
        head = say.say("list.comma", head=head, last=item)
    return say.say("list.and", head=head, last=items[-1])


def _form(message: Message, count: int | None) -> str:
    return message.other if message.other and count is not None and count != 1 else message.one


def _filled(text: str, count: int | None, values: dict[str, object]) -> str:
    return text.format_map(values if count is None else {"count": count, **values})
