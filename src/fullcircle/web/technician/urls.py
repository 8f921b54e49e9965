"""Addresses of the technician's seat."""

from django.urls import URLPattern, path

from fullcircle.web.technician import (
    views_closing,
    views_day,
    views_past,
    views_travel,
    views_visit,
)

VISIT = "day/visit/<int:number>"

urlpatterns: list[URLPattern] = [
    path("day/", views_day.day, name="technician-day"),
    path("day/tomorrow", views_past.tomorrow, name="technician-tomorrow"),
    path("day/closed", views_past.closed, name="technician-closed"),
    path("day/position", views_day.position, name="technician-position"),
    path("day/answer/<int:number>", views_day.answer, name="technician-answer"),
    path("day/parts", views_closing.parts, name="technician-parts"),
    path(VISIT, views_visit.visit, name="technician-visit"),
    path(f"{VISIT}/seen", views_visit.seen, name="technician-seen"),
    path(f"{VISIT}/ask", views_visit.ask, name="technician-ask"),
    path(f"{VISIT}/code", views_visit.code, name="technician-code"),
    path(f"{VISIT}/on-my-way", views_travel.on_my_way, name="technician-on-my-way"),
    path(f"{VISIT}/navigate", views_travel.navigate, name="technician-navigate"),
    path(f"{VISIT}/arrived", views_travel.arrived, name="technician-arrived"),
    path(f"{VISIT}/pause", views_travel.pause, name="technician-pause"),
    path(f"{VISIT}/go-on", views_travel.go_on, name="technician-go-on"),
    path(f"{VISIT}/close-out", views_closing.close_out, name="technician-close-out"),
    path(f"{VISIT}/done", views_closing.done, name="technician-done"),
]
