from django.db import migrations

from fullcircle.foundation.database import append_only, guard

POSTED = "(SELECT posted_at FROM billing_invoice WHERE id = {row}.invoice_id) IS NULL"
MESSAGE = "a posted invoice never changes"


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]

    operations = [
        *append_only(
            "billing_invoice",
            update_allowed="OLD.posted_at IS NULL",
            delete_allowed="OLD.posted_at IS NULL",
        ),
        guard("billing_invoiceline", "INSERT", POSTED.format(row="NEW"), MESSAGE),
        guard("billing_invoiceline", "UPDATE", POSTED.format(row="OLD"), MESSAGE),
        guard("billing_invoiceline", "DELETE", POSTED.format(row="OLD"), MESSAGE),
        *append_only("billing_payment"),
    ]
