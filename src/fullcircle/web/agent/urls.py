"""Addresses of the agent's seat."""

from django.urls import URLPattern, path

from fullcircle.web.agent import views, views_booking, views_newcomer, views_word

urlpatterns: list[URLPattern] = [
    path("calls/", views.calls, name="agent-calls"),
    path("calls/find", views.found, name="agent-find"),
    path("calls/phone/<str:number>", views.by_phone, name="agent-phone"),
    path("calls/new", views_newcomer.newcomer, name="agent-newcomer"),
    path("calls/at/<int:location>", views_booking.call, name="agent-call"),
    path("calls/at/<int:location>/offer", views_booking.offer, name="agent-offer"),
    path("calls/booked/<str:number>", views_booking.booked, name="agent-booked"),
    path("calls/sent-back", views_word.sent_back, name="agent-sent-back"),
    path("calls/sent-back/<int:returned>", views_word.answer, name="agent-answer"),
    path("calls/confirm/<int:asked>", views_word.all_good, name="agent-confirm"),
]
