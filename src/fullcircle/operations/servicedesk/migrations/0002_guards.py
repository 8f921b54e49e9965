from django.db import migrations

from fullcircle.foundation.database import append_only


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0001_initial")]

    operations = [
        *append_only("servicedesk_clockevent"),
        *append_only("servicedesk_confirmation"),
    ]
