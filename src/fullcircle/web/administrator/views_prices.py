"""The price list."""

from decimal import Decimal

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.foundation.values.money import minor_digits
from fullcircle.registry.catalogue.actions import (
    add_price,
    add_price_list,
    change_price,
    retire_price,
)
from fullcircle.registry.catalogue.models import PriceItem, PriceList
from fullcircle.registry.catalogue.refusals import CodeTaken, NameMissing
from fullcircle.registry.catalogue.states import PriceKind
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator.catalogue_forms import PriceChangeForm, PriceForm
from fullcircle.web.shell.access import SeatRequest, page

PAGE = 25
FIRST_LIST = "Prices"


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def prices(request: SeatRequest) -> HttpResponse:
    form = PriceForm(request.POST or None)
    if request.method != "POST":
        return _list(request, form)
    if not form.is_valid():
        return _list(request, form, status=422)
    said = form.cleaned_data
    lists = PriceList.objects.filter(currency=settings.CURRENCY).order_by("pk")
    standing = lists.first() or add_price_list(
        by=request.actor, name=FIRST_LIST, currency=settings.CURRENCY
    )
    try:
        made = add_price(
            by=request.actor,
            price_list=standing,
            code=said["code"],
            name=said["name"],
            kind=PriceKind(said["kind"]),
            unit=said["unit"],
            unit_minor=said["price"],
            tax_rate=said["tax"],
        )
    except CodeTaken:
        form.add_error("code", _("There is a price with this code already."))
        return _list(request, form, status=422)
    except NameMissing:
        form.add_error("name", _("A price needs a code and a name."))
        return _list(request, form, status=422)
    messages.success(request, _("%(name)s is in the price list.") % {"name": made.name})
    return HttpResponseRedirect(reverse("administrator-prices"))


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def price(request: SeatRequest, number: int) -> HttpResponse:
    found = PriceItem.objects.select_related("price_list").filter(pk=number).first()
    if found is None:
        raise Http404
    digits = minor_digits(found.price_list.currency)
    known = {
        "name": found.name,
        "price": Decimal(found.unit_minor).scaleb(-digits),
        "tax": (found.tax_rate * 100).normalize() + 0,
    }
    if request.method == "POST" and request.POST.get("what") == "retire":
        retire_price(by=request.actor, item=found)
        messages.success(request, _("%(name)s is not offered any more.") % {"name": found.name})
        return HttpResponseRedirect(reverse("administrator-prices"))
    form = PriceChangeForm(request.POST or None, initial=known)
    context = {"item": found, "form": form, "here": "prices"}
    if request.method != "POST":
        return render(request, "administrator/price.html", context)
    if not form.is_valid():
        return render(request, "administrator/price.html", context, status=422)
    said = form.cleaned_data
    change_price(
        by=request.actor,
        item=found,
        unit_minor=said["price"],
        tax_rate=said["tax"],
        name=said["name"],
    )
    messages.success(request, _("Saved. Drafts and invoices keep the price they have."))
    return HttpResponseRedirect(reverse("administrator-prices"))


def _list(request: SeatRequest, form: PriceForm, *, status: int = 200) -> HttpResponse:
    name, _tilde, number = request.GET.get("after", "").rpartition("~")
    behind = Q(name__gt=name) | Q(name=name, pk__gt=int(number) if number.isdigit() else 0)
    rows = PriceItem.objects.filter(retired_on__isnull=True).select_related("price_list")
    found = list(rows.filter(behind).order_by("name", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "prices": found[:PAGE],
        "more": f"{last.name}~{last.pk}" if last else "",
        "after": bool(name),
        "form": form,
        "currency": settings.CURRENCY,
        "here": "prices",
    }
    return render(request, "administrator/prices.html", context, status=status)
