"""Closing forms and their items: an edit is the next version."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fullcircle.registry.catalogue.actions import NewItem, write_form
from fullcircle.registry.catalogue.models import ClosingForm, ClosingFormItem
from fullcircle.registry.catalogue.refusals import FormNotUnderstood, NameMissing
from fullcircle.registry.catalogue.states import ItemKind
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator import words
from fullcircle.web.shell.access import SeatRequest, page

MOST_ITEMS = 40
BLANK_ROWS = 3


@dataclass(frozen=True)
class TypedItem:
    """One row of the editor, as text."""

    label: str = ""
    kind: str = ItemKind.TEXT
    unit: str = ""
    choices: str = ""
    required: bool = True
    key: str = ""


@require_safe
@page(Permission.ADMINISTER)
def forms_page(request: SeatRequest) -> HttpResponse:
    """The newest version of each form."""
    newest: dict[str, ClosingForm] = {}
    rows = ClosingForm.objects.annotate(size=Count("items")).order_by("name", "-version")
    for row in rows:
        newest.setdefault(row.name, row)
    context = {"forms": newest.values(), "here": "forms"}
    return render(request, "administrator/forms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def new_form(request: SeatRequest) -> HttpResponse:
    if request.method == "POST":
        return _write(request, request.POST.get("name", ""), None)
    return _editor(request, "", [TypedItem()], None)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def form_page(request: SeatRequest, number: int) -> HttpResponse:
    found = ClosingForm.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _write(request, found.name, found)
    return _editor(request, found.name, [_typed(item) for item in found.items.all()], found)


def _write(request: SeatRequest, name: str, standing: ClosingForm | None) -> HttpResponse:
    typed = _from_post(request.POST.dict())
    if request.POST.get("more"):
        return _editor(request, name, typed, standing, blank=BLANK_ROWS + 3)
    try:
        made = write_form(by=request.actor, name=name, items=[_item(row) for row in typed])
    except NameMissing:
        return _editor(request, name, typed, standing, trouble=_("Give the form a name."))
    except FormNotUnderstood as refusal:
        return _editor(request, name, typed, standing, trouble=str(refusal))
    said = _("%(form)s is in force; close-outs that were begun keep the version they had.")
    messages.success(request, said % {"form": made})
    return HttpResponseRedirect(reverse("administrator-forms"))


def _from_post(fields: Mapping[str, str]) -> list[TypedItem]:
    rows = [
        TypedItem(
            label=fields.get(f"label-{n}", "").strip(),
            kind=fields.get(f"kind-{n}", ItemKind.TEXT),
            unit=fields.get(f"unit-{n}", ""),
            choices=fields.get(f"choices-{n}", ""),
            required=f"required-{n}" in fields,
            key=fields.get(f"key-{n}", ""),
        )
        for n in range(MOST_ITEMS)
    ]
    return [row for row in rows if row.label]


def _item(row: TypedItem) -> NewItem:
    return NewItem(
        label=row.label,
        kind=ItemKind(row.kind) if row.kind in set(ItemKind) else ItemKind.TEXT,
        unit=row.unit,
        required=row.required,
        choices=tuple(word.strip() for word in row.choices.split(",") if word.strip()),
        key=row.key,
    )


def _typed(item: ClosingFormItem) -> TypedItem:
    choices = ", ".join(item.choices)
    return TypedItem(item.label, item.kind, item.unit, choices, item.required, item.key)


def _editor(
    request: SeatRequest,
    name: str,
    typed: list[TypedItem],
    standing: ClosingForm | None,
    *,
    trouble: str = "",
    blank: int = BLANK_ROWS,
) -> HttpResponse:
    rows = (typed + [TypedItem() for _n in range(blank)])[:MOST_ITEMS]
    context = {
        "name": name,
        "rows": rows,
        "kinds": list(words.ITEM_KINDS.items()),
        "standing": standing,
        "trouble": trouble,
        "here": "forms",
    }
    status = 422 if trouble else 200
    return render(request, "administrator/form_editor.html", context, status=status)
