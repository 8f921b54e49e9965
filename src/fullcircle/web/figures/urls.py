"""Addresses of the figures over our own history."""

from django.urls import URLPattern, path

from fullcircle.web.figures import views, views_more, views_rows

urlpatterns: list[URLPattern] = [
    path("reports/", views.home, name="figures-home"),
    path("reports/chain", views_more.chain, name="figures-chain"),
    path("reports/favours", views_more.favour, name="figures-favours"),
    path("reports/seats", views_more.seats, name="figures-seats"),
    path("reports/goes-together", views_more.goes_together, name="figures-goes-together"),
    path("reports/choose", views.choose, name="figures-choose"),
    path("reports/of/<slug:measure>", views.one_report, name="figures-report"),
    path("reports/of/<slug:measure>/table.csv", views_rows.table, name="figures-table"),
    path("reports/of/<slug:measure>/rows", views_rows.rows, name="figures-rows"),
    path("reports/of/<slug:measure>/rows.csv", views_rows.rows_file, name="figures-rows-file"),
]
