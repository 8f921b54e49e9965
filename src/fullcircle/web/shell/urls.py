"""Addresses of the frame's own pages."""

from django.urls import URLPattern, path

from fullcircle.web.shell import views

urlpatterns: list[URLPattern] = [
    path("look", views.look, name="look"),
    path("look/phone", views.look_phone, name="look-phone"),
]
