"""The briefing in words: pure functions from facts to sentences, without database or clock."""

from fullcircle.operations.dispatch.wording.budget import (
    BUDGET_SECONDS,
    WORDS_PER_SECOND,
    Rank,
)
from fullcircle.operations.dispatch.wording.card import card_parts
from fullcircle.operations.dispatch.wording.composing import compose
from fullcircle.operations.dispatch.wording.facts import (
    Access,
    Agreement,
    AgreementState,
    BriefingFacts,
    CrewMember,
    Deed,
    DispatcherLine,
    Equipment,
    Opportunity,
    PartKey,
    PastVisit,
    Position,
    Promise,
    PromiseKind,
    Salutation,
    Touch,
    What,
    Where,
    Who,
)
from fullcircle.operations.dispatch.wording.screen import history_lines, screen_lines
from fullcircle.operations.dispatch.wording.spoken import ScreenLine, Sentence, SpokenBriefing
from fullcircle.operations.dispatch.wording.translator import (
    English,
    Grammar,
    PlainGrammar,
    Translated,
    Translator,
    translator_for,
)

__all__ = [
    "BUDGET_SECONDS",
    "WORDS_PER_SECOND",
    "Access",
    "Agreement",
    "AgreementState",
    "BriefingFacts",
    "CrewMember",
    "Deed",
    "DispatcherLine",
    "English",
    "Equipment",
    "Grammar",
    "Opportunity",
    "PartKey",
    "PastVisit",
    "PlainGrammar",
    "Position",
    "Promise",
    "PromiseKind",
    "Rank",
    "Salutation",
    "ScreenLine",
    "Sentence",
    "SpokenBriefing",
    "Touch",
    "Translated",
    "Translator",
    "What",
    "Where",
    "Who",
    "card_parts",
    "compose",
    "history_lines",
    "screen_lines",
    "translator_for",
]
