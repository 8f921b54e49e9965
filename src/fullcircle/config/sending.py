"""What sends deliveries. Mail when a server is named; texts when a gateway is plugged in.

Without one the words are kept with the case, readable, and nobody believes they were sent.
"""

from django.conf import settings
from django.core.mail import EmailMessage

from fullcircle.foundation import deliveries
from fullcircle.foundation.models import Delivery


def wire() -> None:
    if settings.MAIL_HOST:
        deliveries.plug_in("email", send_mail)


def send_mail(delivery: Delivery) -> None:
    message = EmailMessage(
        subject=delivery.subject,
        body=delivery.text,
        to=[delivery.address],
        headers={"Message-ID": f"<{delivery.id}@fullcircle>", "Auto-Submitted": "auto-generated"},
    )
    message.send()
