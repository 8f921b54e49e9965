"""A trial from beginning to end in the worker: it notes its progress on the way and says what came
of it. It may run twice; the second time it begins anew."""

import time
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings

from fullcircle.engines.queueing.refusals import NeverDone, NobodyCan
from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif import actions
from fullcircle.insight.whatif.calibration import TooLittleHistory
from fullcircle.insight.whatif.rules import NotToBeTried, choice_from
from fullcircle.insight.whatif.running import Found, try_on
from fullcircle.insight.whatif.states import Trouble
from fullcircle.registry.people.actor import worker

NOTE_EVERY = 0.5  # seconds

log = structlog.get_logger(__name__)


def play(run: ScenarioRun | None) -> bool:
    """True when there is a result. None as `run`: it is over already, there is nothing to do."""
    if run is None:
        return False
    by, answer = worker("whatif"), _answer(run)
    if isinstance(answer, Found):
        return actions.finish_run(by=by, run=run, found=answer)
    actions.fail_run(by=by, run=run, trouble=answer)
    return False


def _answer(run: ScenarioRun) -> Found | Trouble:
    choices = [choice_from(row) for row in run.choices]
    noted = _Noted(run)
    zone = ZoneInfo(settings.TIME_ZONE)
    try:
        return try_on(choices, at=run.as_of, zone=zone, progress=noted.note)
    except TooLittleHistory:
        return Trouble.TOO_LITTLE_HISTORY
    except NeverDone:
        return Trouble.TOO_MUCH_WORK
    except (NobodyCan, NotToBeTried):
        # What was offered a moment ago is not in the history any more: choose again.
        log.warning("a trial does not fit the history", run=run.pk)
        return Trouble.BROKEN
    except Exception:
        # Whoever waits for it must hear of it, whatever it was.
        log.exception("a trial broke", run=run.pk)
        return Trouble.BROKEN


class _Noted:
    """Writes progress at most twice a second."""

    def __init__(self, run: ScenarioRun) -> None:
        self._run = run
        self._at = float("-inf")

    def note(self, share: float) -> None:
        if time.monotonic() - self._at < NOTE_EVERY:
            return
        self._at = time.monotonic()
        actions.note_progress(by=worker("whatif"), run=self._run, percent=int(share * 100))
