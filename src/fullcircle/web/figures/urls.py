"""Addresses of the figures over our own history."""

from django.urls import URLPattern, path

from fullcircle.web.figures import views, views_rows

urlpatterns: list[URLPattern] = [
    path("reports/", views.home, name="figures-home"),
    path("reports/choose", views.choose, name="figures-choose"),
    path("reports/of/<slug:measure>", views.one_report, name="figures-report"),
    path("reports/of/<slug:measure>/table.csv", views_rows.table, name="figures-table"),
    path("reports/of/<slug:measure>/rows", views_rows.rows, name="figures-rows"),
    path("reports/of/<slug:measure>/rows.csv", views_rows.rows_file, name="figures-rows-file"),
]
