from django.db import migrations

from fullcircle.foundation.database import append_only, only_on


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        *append_only("foundation_auditentry"),
        only_on(
            "postgresql",
            [
                "ALTER TABLE foundation_event ADD COLUMN transaction bigint"
                " NOT NULL DEFAULT pg_current_xact_id()::text::bigint",
                "CREATE INDEX event_transaction ON foundation_event (topic, transaction, id)",
                "CREATE INDEX event_order ON foundation_event (transaction, id)",
                "CREATE FUNCTION tell_of_event() RETURNS trigger LANGUAGE plpgsql AS $$"
                " BEGIN PERFORM pg_notify('fullcircle_event', ''); RETURN NULL; END $$",
                "CREATE TRIGGER event_told AFTER INSERT ON foundation_event"
                " FOR EACH STATEMENT EXECUTE FUNCTION tell_of_event()",
            ],
            [
                "DROP TRIGGER IF EXISTS event_told ON foundation_event",
                "DROP FUNCTION IF EXISTS tell_of_event()",
                "ALTER TABLE foundation_event DROP COLUMN transaction",
            ],
        ),
    ]
