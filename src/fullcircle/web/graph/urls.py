"""Addresses of the customer graph: our own, and that of a dropped log."""

from django.urls import URLPattern, path

from fullcircle.web.graph import (
    views_columns,
    views_company,
    views_logs,
    views_picture,
    views_proposals,
)

urlpatterns: list[URLPattern] = [
    path("graph/", views_company.home, name="graph-home"),
    path("graph/open", views_company.opened, name="graph-own-open"),
    path("graph/arrows.csv", views_company.arrows_file, name="graph-own-arrows"),
    path("graph/history", views_company.history_file, name="graph-history"),
    path("graph/propose", views_company.propose, name="graph-propose"),
    path("graph/between-us/", views_proposals.between_us, name="graph-between-us"),
    path("graph/between-us/<int:number>", views_proposals.decide, name="graph-decide"),
    path("graph/between-us/word", views_proposals.word, name="graph-word"),
    path("graph/what-this-says", views_logs.what_this_says, name="graph-what-this-says"),
    path("graph/logs/", views_logs.drop, name="graph-drop"),
    path("graph/logs/<int:number>/", views_logs.log, name="graph-log"),
    path("graph/logs/<int:number>/columns", views_columns.columns, name="graph-columns"),
    path("graph/logs/<int:number>/party", views_columns.party, name="graph-party"),
    path("graph/logs/<int:number>/cancel", views_logs.cancel, name="graph-cancel"),
    path("graph/logs/<int:number>/remove", views_logs.remove, name="graph-remove"),
    path("graph/logs/<int:number>/open", views_picture.opened, name="graph-open"),
    path("graph/logs/<int:number>/arrows.csv", views_picture.arrows_file, name="graph-arrows"),
    path("graph/logs/<int:number>/rows.csv", views_picture.rows_file, name="graph-rows"),
    path("graph/logs/<int:number>/set-aside.csv", views_picture.set_aside, name="graph-aside"),
]
