from django.db import migrations

from fullcircle.foundation.database import only_on

OVERLAP = (
    "SELECT 1 FROM dispatch_assignment AS other WHERE other.person_id = NEW.person_id"
    " AND other.id IS NOT NEW.id AND other.withdrawn_at IS NULL"
    " AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at"
)
TRIGGER = (
    "CREATE TRIGGER nobody_booked_twice_{verb} BEFORE {verb} ON dispatch_assignment"
    " WHEN NEW.withdrawn_at IS NULL AND EXISTS ({overlap})"
    " BEGIN SELECT RAISE(ABORT, 'nobody_booked_twice'); END"
)


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0001_initial")]

    operations = [
        only_on(
            "sqlite",
            [TRIGGER.format(verb=verb, overlap=OVERLAP) for verb in ("INSERT", "UPDATE")],
            [f"DROP TRIGGER nobody_booked_twice_{verb}" for verb in ("INSERT", "UPDATE")],
        ),
        only_on(
            "postgresql",
            [
                "CREATE EXTENSION IF NOT EXISTS btree_gist",
                "ALTER TABLE dispatch_assignment ADD CONSTRAINT nobody_booked_twice"
                " EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)"
                " WHERE (withdrawn_at IS NULL)",
            ],
            ["ALTER TABLE dispatch_assignment DROP CONSTRAINT nobody_booked_twice"],
        ),
    ]
