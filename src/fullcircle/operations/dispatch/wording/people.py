"""Who: the customer, the human to ask for, who opens the door, and who comes along."""

from collections.abc import Iterator

from fullcircle.operations.dispatch.wording.cleaning import clean
from fullcircle.operations.dispatch.wording.facts import CrewMember, PartKey, Salutation, Who
from fullcircle.operations.dispatch.wording.phrasing import draft
from fullcircle.operations.dispatch.wording.spoken import Draft
from fullcircle.operations.dispatch.wording.translator import Translator, listed

# "None" is an empty field here, but "nobody" is an answer.
_NOBODY = frozenset({"nobody", "no one", "no-one"})


def pronoun(who: Who | None) -> str:
    """ "she" or "he" when a salutation tells, else "they"."""
    if who is None or who.salutation is Salutation.UNKNOWN:
        return "they"
    return "he" if who.salutation is Salutation.MR else "she"


def spoken_name(say: Translator, name: str, salutation: Salutation) -> str:
    """ "Mary Smith" stays; a bare "Smith" with a salutation becomes "Mrs. Smith"."""
    name = clean(name)
    if not name or " " in name or salutation is Salutation.UNKNOWN:
        return name
    return say.say(f"name.{salutation.value}", name=name)


def who_name(say: Translator, who: Who, *, place: str = "") -> str:
    """The customer and the contact in one phrase; "" when neither is on record.

    A customer already named as the `place` is not named twice: "Ask for Mr. Lang"."""
    contact_named = bool(clean(who.contact))
    of_customer = Salutation.UNKNOWN if contact_named or who.is_organisation else who.salutation
    customer = spoken_name(say, who.customer, of_customer)
    contact = spoken_name(say, who.contact, who.salutation)
    if contact and customer.lower() == clean(place).lower():
        customer = ""
    if customer and contact and customer.lower() != contact.lower():
        return say.say("who.ask", name=customer, contact=contact)
    if customer:
        return say.say("who.name", name=customer)
    return say.say("who.ask_only", contact=contact) if contact else ""


def who_drafts(say: Translator, who: Who | None, *, place: str = "") -> Iterator[Draft]:
    """The name and who will be there; an unknown customer is said."""
    name = who_name(say, who, place=place) if who else ""
    yield draft(PartKey.WHO, name or say.say("who.unknown"))
    there = at_site_words(say, who) if who else ""
    if there:
        yield draft(PartKey.WHO, there)


def at_site_words(say: Translator, who: Who) -> str:
    """ "her sister will be there", "nobody will be there"; "" when nobody said."""
    if who.at_site.strip().lower() in _NOBODY:
        return say.say("who.nobody")
    name = clean(who.at_site)
    return say.say("who.there", name=name) if name else ""


def crew_drafts(say: Translator, crew: tuple[CrewMember, ...], reader: str) -> Iterator[Draft]:
    """Who comes along, as one sentence."""
    text = crew_words(say, crew, reader)
    if text:
        yield draft(PartKey.WHO, text)


def crew_words(say: Translator, crew: tuple[CrewMember, ...], reader: str) -> str:
    """Who comes along, said to the reader; "" when the reader goes alone."""
    others = [member for member in crew if member.ref != reader and clean(member.name)]
    if not others:
        return ""
    reads_as_lead = any(member.lead for member in crew if member.ref == reader)
    lead = next((clean(member.name) for member in others if member.lead), "")
    names = [clean(member.name) for member in others if clean(member.name) != lead]
    together = listed(say, names)
    if lead:
        return say.say("crew.lead_too" if names else "crew.lead", lead=lead, names=together)
    key = "crew.help" if reads_as_lead else "crew.with"
    return say.say(key, count=len(names), names=together)
