"""The composition root as an app: what is wired when the programme starts stands here."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class CompositionConfig(AppConfig):
    name = "fullcircle.config"
    label = "composition"

    def ready(self) -> None:
        from fullcircle.config import checks, news_wiring, replay, sending
        from fullcircle.foundation import clock

        news_wiring.wire()
        sending.wire()
        checks.register_checks()
        if settings.DEMO:
            replay.wire()
            clock.keep_company_clock_in(Path(settings.DATA_DIR) / "company-clock.json")
