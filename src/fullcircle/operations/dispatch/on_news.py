"""What dispatch does when an earlier room has news."""

from fullcircle.foundation.news import VisitCancelled
from fullcircle.operations.dispatch.actions import free_people
from fullcircle.registry.people.actor import worker


def on_visit_cancelled(news: VisitCancelled) -> None:
    """Free the people and withdraw the briefing; whoever was given it is told."""
    free_people(by=worker("cancelled visit"), visit_number=news.visit)
