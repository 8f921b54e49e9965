"""What and where: the first words of every briefing, after the dispatcher's own."""

from collections.abc import Iterator

from fullcircle.operations.dispatch.wording.budget import Rank
from fullcircle.operations.dispatch.wording.cleaning import clean
from fullcircle.operations.dispatch.wording.facts import DispatcherLine, PartKey, What, Where
from fullcircle.operations.dispatch.wording.phrasing import draft
from fullcircle.operations.dispatch.wording.spoken import Draft
from fullcircle.operations.dispatch.wording.translator import Translator, listed

PROBLEM_WORDS = 12
LINE_WORDS = 14


def line_drafts(say: Translator, line: DispatcherLine | None) -> Iterator[Draft]:
    """The dispatcher's own sentence, signed."""
    text = say.grammar.pronounced(clean(line.text)) if line else ""
    if line is None or not text:
        return
    name = clean(line.name)

    def signed(words: str) -> str:
        if name:
            return say.say("line.signed", name=name, text=words)
        return say.say("line.unsigned", text=words)

    yield draft(
        PartKey.LINE,
        signed(text),
        short=signed(first_words(text, LINE_WORDS)),
        shorten_at=Rank.SHORTEN_LINE,
        drop_at=Rank.LINE,
    )


def place_words(say: Translator, where: Where | None) -> str:
    """ "the Science Building, 120 Maple, fourth floor, room 412 in Riverton"; "" if unknown."""
    if where is None:
        return ""
    words = ""
    for chunk in _chunks(say, where):
        words = say.say("where.beside", first=words, second=chunk) if words else chunk
    town = clean(where.town)
    if town and town.lower() != clean(where.home_town).lower():
        words = say.say("where.town", place=words, town=town) if words else town
    return words


def _chunks(say: Translator, where: Where) -> list[str]:
    """The pieces of a place, each once: records name a unit in the street, in the house above
    and in its own field. Where the house has a name and no number, a number is a room."""
    place, street = (say.grammar.pronounced(clean(t)) for t in (where.place, where.street))
    has_number = street[:1].isdigit() or place[:1].isdigit()
    texts = [
        place,
        street,
        _floor(say, clean(where.floor)),
        _numbered(say, "where.unit" if has_number else "where.room", clean(where.unit)),
        _numbered(say, "where.room", clean(where.room)),
    ]
    chunks: list[str] = []
    for chunk in ", ".join(text for text in texts if text).split(", "):
        for earlier in chunks:
            rest = chunk[len(earlier) + 1 :]
            if chunk.lower().startswith(f"{earlier.lower()} ") and rest.isdecimal():
                chunk = say.say("where.room", number=rest)
                break
        if chunk and chunk.lower() not in (earlier.lower() for earlier in chunks):
            chunks.append(chunk)
    return chunks


def job_drafts(say: Translator, what: What | None, where: Where | None) -> Iterator[Draft]:
    """ "No-cool call at 120 Maple.", then the urgency and the problem in the caller's words."""
    job = say.grammar.pronounced(clean(what.job_type)) if what else ""
    place = place_words(say, where)
    if job and place:
        opening = say.say("what.at", job=job, place=place)
    elif job:
        opening = say.say("what.nowhere", job=job)
    elif place:
        opening = say.say("what.unsaid", place=place)
    else:
        opening = say.say("what.nothing")
    yield draft(PartKey.WHAT, opening, also=(PartKey.WHERE,))
    if what is None:
        return
    urgency = urgency_phrases(say, what)
    if urgency:
        yield draft(PartKey.WHAT, listed(say, urgency))
    problem = say.grammar.pronounced(clean(what.problem))
    if problem:
        yield draft(
            PartKey.WHAT,
            say.say("what.problem", text=problem),
            short=say.say("what.problem", text=first_words(problem, PROBLEM_WORDS)),
            shorten_at=Rank.SHORTEN_PROBLEM,
            drop_at=Rank.PROBLEM if job else None,
        )


def urgency_phrases(say: Translator, what: What) -> list[str]:
    """What makes it urgent, each once; a question answered with yes becomes a phrase."""
    grammar = say.grammar
    facts = (clean(grammar.affirmed(clean(phrase))) for phrase in what.urgency)
    phrases = (grammar.midway(fact) for fact in facts)
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def first_words(text: str, limit: int) -> str:
    """The text cut to at most `limit` words, at its last comma or full stop if it has one."""
    words = text.split()
    if len(words) <= limit:
        return text
    cut = " ".join(words[:limit])
    for mark in (". ", "; ", ", "):
        head, found, _ = cut.rpartition(mark)
        if found and len(head.split()) >= limit // 3:
            return clean(head)
    return clean(cut)


def _floor(say: Translator, floor: str) -> str:
    bare = floor.lower()
    if bare in ("g", "gf", "0", "ground"):
        return say.say("where.ground")
    if bare in ("b", "basement", "lower level", "-1"):
        return say.say("where.basement")
    if not bare.isdecimal():
        return floor
    count = int(bare)
    ordinal = say.say(f"ordinal.{count}") if 1 <= count <= 12 else _figures(count)
    return say.say("where.floor", ordinal=ordinal)


def _figures(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{'th' if count % 100 in (11, 12, 13) else ending}"


def _numbered(say: Translator, key: str, text: str) -> str:
    """ "4" -> "unit 4" and "4B" too; "apartment 4" and "penthouse" are said as they are."""
    text = say.grammar.pronounced(text.removeprefix("#").strip())
    is_bare = bool(text) and " " not in text and (text[0].isdigit() or len(text) <= 2)
    return say.say(key, number=text) if is_bare else text
