"""Addresses of the dispatcher's seat."""

from django.urls import URLPattern, path

from fullcircle.web.dispatcher import (
    views_board,
    views_inbox,
    views_list,
    views_promises,
    views_radio,
    views_requests,
    views_visits,
)

urlpatterns: list[URLPattern] = [
    path("board/", views_board.board, name="dispatcher-board"),
    path("board/feed", views_board.feed, name="dispatcher-feed"),
    path("board/list/", views_list.day_list, name="dispatcher-list"),
    path("inbox/", views_inbox.inbox, name="dispatcher-inbox"),
    path("inbox/<int:pk>/answer", views_inbox.answer, name="dispatcher-answer"),
    path("board/trays", views_board.trays, name="dispatcher-trays"),
    path("board/people", views_board.candidates, name="dispatcher-people"),
    path("board/requests/<int:pk>/ask", views_requests.ask, name="dispatcher-ask"),
    path("board/requests/<int:pk>/correct", views_requests.correct, name="dispatcher-correct"),
    path("board/requests/<int:pk>/promise", views_promises.promise, name="dispatcher-promise"),
    path("board/requests/<int:pk>/windows", views_promises.windows, name="dispatcher-windows"),
    path("board/requests/<int:pk>/place", views_requests.place, name="dispatcher-place"),
    path("board/requests/<int:pk>/drop", views_requests.drop, name="dispatcher-drop"),
    path("board/requests/<int:pk>/hold", views_requests.hold, name="dispatcher-hold"),
    path("board/requests/<int:pk>/wake", views_requests.wake, name="dispatcher-wake"),
    path("board/visits/<int:pk>/preview", views_board.briefing_preview, name="dispatcher-preview"),
    path("board/visits/<int:pk>/move", views_visits.place, name="dispatcher-move"),
    path("board/visits/<int:pk>/assign", views_visits.assign, name="dispatcher-assign"),
    path("board/visits/<int:pk>/dispatch", views_visits.send, name="dispatcher-dispatch"),
    path("board/visits/<int:pk>/told", views_visits.told, name="dispatcher-told"),
    path("board/visits/<int:pk>/on-my-way", views_visits.set_out, name="dispatcher-set-out"),
    path("board/visits/<int:pk>/arrived", views_visits.arrive, name="dispatcher-arrive"),
    path("board/visits/<int:pk>/position", views_visits.position, name="dispatcher-position"),
    path("board/visits/<int:pk>/close-out/", views_radio.close_out, name="dispatcher-close-out"),
    path("board/visits/<int:pk>/cancel", views_visits.cancel, name="dispatcher-cancel"),
]
