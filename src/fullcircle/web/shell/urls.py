"""Addresses of the frame's own pages."""

from django.urls import URLPattern, path

from fullcircle.web.shell import demo_clock, files, home, signing, views

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("sign-in", signing.sign_in, name="sign-in"),
    path("sign-out", signing.sign_out, name="sign-out"),
    path("sit-down/<int:person>", signing.sit_down, name="sit-down"),
    path("demo/clock", demo_clock.move_clock, name="demo-clock"),
    path("files/<uuid:number>", files.stored_file, name="stored-file"),
    path("look", views.look, name="look"),
    path("look/phone", views.look_phone, name="look-phone"),
]
