from django.db import migrations

from fullcircle.foundation.database import append_only

# A promise is superseded, never overwritten: only the moment of its supersession may be set, once.
SUPERSEDED_ONLY = (
    "OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL"
    " AND NEW.job_id = OLD.job_id AND NEW.kind = OLD.kind"
    " AND NEW.window_start = OLD.window_start AND NEW.window_end = OLD.window_end"
    " AND NEW.promised_at = OLD.promised_at AND NEW.told_how = OLD.told_how"
)


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_initial")]

    operations = [
        *append_only("scheduling_visitstep"),
        *append_only("scheduling_promise", update_allowed=SUPERSEDED_ONLY),
    ]
