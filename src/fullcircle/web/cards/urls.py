"""Addresses of the cards that several seats open."""

from django.urls import URLPattern, path

from fullcircle.web.cards import views, views_case, views_codes, views_contacts, views_find

urlpatterns: list[URLPattern] = [
    path("find", views_find.find, name="find"),
    path("customers", views_find.customers, name="customers"),
    path("customer/<int:number>", views.customer, name="customer-card"),
    path("customer/<int:number>/history", views.history, name="customer-history"),
    path("customer/<int:number>/touches", views.add_touch, name="customer-touch-add"),
    path(
        "customer/<int:number>/touches/<int:touch>/remove",
        views.remove_touch,
        name="customer-touch-remove",
    ),
    path("customer/<int:number>/contacts/new", views_contacts.new_contact, name="contact-new"),
    path("customer/<int:number>/contacts/<int:contact>", views_contacts.contact, name="contact"),
    path("case/<str:number>", views_case.case, name="case-card"),
    path("case/<str:number>/words", views_case.add_word, name="case-word"),
    path("record/<int:record>/ask", views_case.ask_about_record, name="record-ask"),
    path("code/<uuid:code>/reveal", views_codes.reveal, name="code-reveal"),
]
