"""A call form as an agent fills it."""

import re
from html import unescape
from typing import Any

from django.test import Client

from tests.factories.company import Company


def offered(desk: Client, company: Company) -> str:
    """The part that follows from the job type."""
    answer = desk.get(
        f"/calls/at/{company.location.pk}/offer", {"job_type": str(company.job_type.pk)}
    )
    return answer.content.decode()


def first_window(desk: Client, company: Company) -> str:
    found = re.search(r'name="window" value="([^"]+)"', offered(desk, company))
    return unescape(found[1]) if found else ""


def a_filled_call(desk: Client, company: Company, **more: Any) -> dict[str, Any]:
    """Everything said, the soonest window chosen."""
    values: dict[str, Any] = {
        "key": "call-1",
        "job_type": str(company.job_type.pk),
        "words": "It just hums and it is 84 upstairs",
        "window": first_window(desk, company),
        "contact": str(company.contact.pk),
        "callback_phone": company.contact.phone,
        "access": "gate on the left",
        "who_is_there": "",
        "equipment": "",
        "wish": "",
        "personal_note": "",
        "channel": "phone",
    }
    return {**values, **more}
