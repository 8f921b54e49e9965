"""Addresses of the customer graph: our own, and that of a dropped log."""

from django.urls import URLPattern, path

from fullcircle.web.graph import views_columns, views_logs, views_picture

urlpatterns: list[URLPattern] = [
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
