"""Sessions in the database, as Django keeps them; every page asks for one, so it asks briefly."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from fullcircle.foundation import clock
from fullcircle.foundation.standing_queries import StandingQuery


def _good_session(*, key: str, at: datetime) -> "QuerySet[Session]":
    return Session.objects.filter(session_key=key, expire_date__gt=at)


_good = StandingQuery(_good_session)


class SessionStore(DatabaseSessions):
    """Named like Django's: the signature of what a session holds has the name in it."""

    def _get_session_from_db(self) -> Session | None:
        found = _good(key=self.session_key or "", at=clock.wall_time())
        if not found:
            self._session_key = None
            return None
        return found[0]
