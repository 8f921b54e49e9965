"""Which room listens to which news. The whole list; a test compares it with the `on_news.py` files."""

from fullcircle.foundation import news
from fullcircle.operations.dispatch.on_news import on_visit_cancelled
from fullcircle.operations.scheduling.on_news import on_request_cancelled


def wire() -> None:
    news.on(news.RequestCancelled, on_request_cancelled)
    news.on(news.VisitCancelled, on_visit_cancelled)
