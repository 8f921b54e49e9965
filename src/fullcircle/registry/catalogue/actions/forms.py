"""Closing forms. One that was used is never changed: its edit is the next version."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from fullcircle.foundation import audit
from fullcircle.foundation.transactions import action
from fullcircle.registry.catalogue.models import ClosingForm, ClosingFormItem, JobType
from fullcircle.registry.catalogue.refusals import FormNotUnderstood, NameMissing
from fullcircle.registry.catalogue.states import ItemKind
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission

# Keys of the card's own parts: an item of a form may not be called like them.
CARD_KEYS = frozenset(
    {"result", "times", "notes", "parts", "signature", "payment", "recommendation"}
)


@dataclass(frozen=True)
class NewItem:
    """One item of a form. `key` stays when only the label changes; made of the label when left out."""

    label: str
    kind: ItemKind = ItemKind.TEXT
    unit: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    key: str = ""


@action
def write_form(*, by: Actor, name: str, items: Sequence[NewItem]) -> ClosingForm:
    """Version 1 of a new name, or the next version of a standing one; job types move to it.

    Close-outs that were made with the old version keep it: their card was frozen with it.
    """
    policy.require(by, Permission.ADMINISTER)
    shown = " ".join(name.split())[:120]
    if not shown:
        raise NameMissing
    rows = _rows(items)
    before = ClosingForm.objects.filter(name=shown).order_by("-version").first()
    if before is not None and _same(before, rows):
        return before
    form = ClosingForm.objects.create(name=shown, version=before.version + 1 if before else 1)
    for row in rows:
        row.form = form
    ClosingFormItem.objects.bulk_create(rows)
    if before is not None:
        JobType.objects.filter(form__name=shown).update(form=form)
    audit.record(
        by=by.ref,
        verb="write closing form",
        subject=f"form:{form.pk}",
        before=f"v{before.version}" if before else "",
        after=f"v{form.version}",
    )
    return form


def _rows(items: Sequence[NewItem]) -> list[ClosingFormItem]:
    rows: list[ClosingFormItem] = []
    keys: set[str] = set()
    for position, item in enumerate(items, start=1):
        label = " ".join(item.label.split())[:120]
        key = item.key or slugify(label)[:40]
        if not label or not key:
            raise FormNotUnderstood(f"item {position} has no label")
        if key in CARD_KEYS:
            key = f"form-{key}"
        if key in keys:
            raise FormNotUnderstood(f"{label} stands twice")
        if item.kind is ItemKind.CHOICE and len(item.choices) < 2:
            raise FormNotUnderstood(f"{label} needs at least two choices")
        keys.add(key)
        rows.append(
            ClosingFormItem(
                position=position,
                key=key,
                label=label,
                kind=item.kind,
                unit=item.unit.strip()[:16],
                required=item.required,
                choices=[choice.strip() for choice in item.choices if choice.strip()],
            )
        )
    return rows


def _same(form: ClosingForm, rows: Sequence[ClosingFormItem]) -> bool:
    def told(item: ClosingFormItem) -> tuple[object, ...]:
        return (item.key, item.label, str(item.kind), item.unit, item.required, item.choices)

    return [told(item) for item in form.items.all()] == [told(row) for row in rows]
