"""Addresses of the bookkeeper's seat."""

from django.urls import URLPattern, path

from fullcircle.web.backoffice import (
    views_draft,
    views_invoices,
    views_queue,
    views_review,
    views_unbilled,
)

VISIT = "review/visit/<int:number>"

urlpatterns: list[URLPattern] = [
    path("review/", views_queue.review, name="backoffice-review"),
    path(VISIT, views_review.visit, name="backoffice-visit"),
    path(f"{VISIT}/ask", views_review.ask, name="backoffice-ask"),
    path(f"{VISIT}/mend", views_review.mend, name="backoffice-mend"),
    path(f"{VISIT}/lines", views_draft.lines, name="backoffice-lines"),
    path(f"{VISIT}/prices", views_draft.prices, name="backoffice-prices"),
    path(f"{VISIT}/post", views_draft.post_it, name="backoffice-post"),
    path("unbilled/", views_unbilled.unbilled_page, name="backoffice-unbilled"),
    path("unbilled/csv", views_unbilled.unbilled_csv, name="backoffice-unbilled-csv"),
    path("invoices/", views_invoices.invoice_list, name="backoffice-invoices"),
    path("invoices/<int:number>", views_invoices.invoice_page, name="backoffice-invoice"),
]
