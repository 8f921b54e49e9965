"""Addresses of trying things out."""

from django.urls import URLPattern, path

from fullcircle.web.whatif import views

urlpatterns: list[URLPattern] = [
    path("what-if/", views.home, name="whatif-home"),
    path("what-if/try", views.try_out, name="whatif-try"),
    path("what-if/<int:number>", views.one_run, name="whatif-run"),
]
