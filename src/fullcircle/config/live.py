"""Who may listen to what: asked once when a screen subscribes, and again when it reconnects."""

import re
from collections.abc import Callable

_TOPIC = re.compile(r"[a-z][a-z0-9-]{0,58}")
MOST_TOPICS = 20

Question = Callable[[int, str], bool]
"""Account number and what stands behind the dash of the topic; True when it may listen."""

_questions: dict[str, Question] = {}


def answer_for(word: str, question: Question) -> None:
    """Name who decides about topics that are `word` or start with `word-`. Called at start."""
    _questions[word] = question


def is_topic(text: str) -> bool:
    return _TOPIC.fullmatch(text) is not None


def may_subscribe(account_id: int, topic: str) -> bool:
    """Deny by default: a topic that nobody answers for is refused."""
    word, _, rest = topic.partition("-")
    question = _questions.get(word)
    return is_topic(topic) and question is not None and question(account_id, rest)
