"""Phone numbers as people type them, kept as E.164."""

import phonenumbers
from django.conf import settings


def as_dialled(text: str) -> str:
    """E.164, or "" when the text is no possible number in the company's region."""
    try:
        number = phonenumbers.parse(text, settings.PHONE_REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_read(e164: str) -> str:
    """As people of the region read it; the text itself when it is no number."""
    try:
        number = phonenumbers.parse(e164, settings.PHONE_REGION)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
