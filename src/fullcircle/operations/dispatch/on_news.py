"""What dispatch does when an earlier room has news."""

from fullcircle.foundation import feed
from fullcircle.foundation.news import VisitCancelled
from fullcircle.operations.dispatch.models import Assignment, Briefing


def on_visit_cancelled(news: VisitCancelled) -> None:
    """Free the people and withdraw the briefing; whoever was given it is told."""
    standing = Assignment.objects.standing().filter(visit_id=news.visit)
    people = list(standing.values_list("person_id", flat=True))
    standing.update(withdrawn_at=news.at)
    Briefing.objects.filter(visit_id=news.visit, withdrawn_at__isnull=True).update(
        withdrawn_at=news.at
    )
    feed.publish(
        [feed.person_topic(person) for person in people],
        kind="visit cancelled",
        reference=f"visit:{news.visit}",
    )
