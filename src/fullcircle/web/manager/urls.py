"""Addresses of the manager and the supervisor."""

from django.urls import URLPattern, path

from fullcircle.web.manager import views, views_unconfirmed

urlpatterns: list[URLPattern] = [
    path("loop/", views.loop, name="manager-loop"),
    path("loop/unconfirmed", views_unconfirmed.unconfirmed, name="manager-unconfirmed"),
    path("loop/unconfirmed/<int:number>/called", views_unconfirmed.called, name="manager-called"),
]
