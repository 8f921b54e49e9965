"""Addresses that every seat has."""

from django.urls import URLPattern, path

from fullcircle.web.everyone import views, views_cards, views_figures, views_words

urlpatterns: list[URLPattern] = [
    path("my-customers/", views.my_customers, name="my-customers"),
    path("my-customers/team/<int:number>", views.team, name="my-customers-team"),
    path("my-customers/thanks", views_words.new_thanks, name="thanks-new"),
    path("asks/", views_words.asks, name="asks"),
    path("asks/new/<str:kind>", views_words.new_ask, name="ask-new"),
    path("asks/<int:number>/answer", views_cards.answer, name="ask-answer"),
    path("cards/link/<slug:link>/<slug:trade>", views_cards.card, name="card-of-link"),
    path("cards/link/<slug:link>/<slug:trade>/preview", views_cards.preview, name="card-preview"),
    path("cards/link/<slug:link>/<slug:trade>/change", views_cards.change, name="card-change"),
    path("cards/link/<slug:link>/<slug:trade>/object", views_cards.objection, name="card-object"),
    path("figures/<slug:link>/<slug:measure>", views_figures.figure, name="figures"),
    path(
        "figures/<slug:link>/<slug:measure>/rows.csv", views_figures.rows_file, name="figures-csv"
    ),
]
