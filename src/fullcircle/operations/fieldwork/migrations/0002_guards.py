from django.db import migrations

from fullcircle.foundation.database import append_only


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0001_initial")]

    operations = [
        *append_only("fieldwork_closeout"),
        *append_only("fieldwork_partused"),
        *append_only("fieldwork_closeoutphoto"),
    ]
