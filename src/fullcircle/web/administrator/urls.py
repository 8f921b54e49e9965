"""Addresses of the administrator's seat, and of the first start."""

from django.urls import URLPattern, path

from fullcircle.web.administrator import (
    views_catalogue,
    views_customers,
    views_forms,
    views_home,
    views_people,
    views_person,
    views_prices,
    views_running,
    views_set_up,
    views_targets,
    views_teams,
)

PERSON = "company/people/<int:number>"

urlpatterns: list[URLPattern] = [
    path("set-up/<str:token>", views_set_up.set_up, name="set-up"),
    path("company/", views_home.company, name="administrator-home"),
    path("company/lay-out", views_home.lay_out, name="administrator-lay-out"),
    path("company/cards", views_home.cards, name="administrator-cards"),
    path("company/policy", views_home.policy_table, name="administrator-policy"),
    path("company/people", views_people.people, name="administrator-people"),
    path(PERSON, views_person.person, name="administrator-person"),
    path(f"{PERSON}/seat", views_person.seat, name="administrator-seat"),
    path(f"{PERSON}/account", views_person.account, name="administrator-account"),
    path(f"{PERSON}/close", views_person.close, name="administrator-close"),
    path(f"{PERSON}/team", views_person.team, name="administrator-person-team"),
    path(f"{PERSON}/skill", views_person.skill, name="administrator-person-skill"),
    path(f"{PERSON}/week", views_person.week, name="administrator-week"),
    path(f"{PERSON}/away", views_person.away, name="administrator-away"),
    path("company/teams", views_teams.teams, name="administrator-teams"),
    path("company/catalogue", views_catalogue.catalogue, name="administrator-catalogue"),
    path("company/services/<int:number>", views_catalogue.service, name="administrator-service"),
    path("company/job-types/<int:number>", views_catalogue.job_type, name="administrator-job-type"),
    path("company/forms", views_forms.forms_page, name="administrator-forms"),
    path("company/forms/new", views_forms.new_form, name="administrator-form-new"),
    path("company/forms/<int:number>", views_forms.form_page, name="administrator-form"),
    path("company/prices", views_prices.prices, name="administrator-prices"),
    path("company/prices/<int:number>", views_prices.price, name="administrator-price"),
    path("company/customers", views_customers.customers, name="administrator-customers"),
    path("company/customers/tie", views_customers.tie, name="administrator-tie"),
    path("company/targets", views_targets.targets, name="administrator-targets"),
    path("company/targets/<int:number>", views_targets.target, name="administrator-target"),
    path("company/calendars/<int:number>", views_targets.calendar, name="administrator-calendar"),
    path("company/audit", views_running.audit_log, name="administrator-audit"),
    path("company/deliveries", views_running.deliveries_page, name="administrator-deliveries"),
    path(
        "company/deliveries/<uuid:number>/again",
        views_running.again,
        name="administrator-delivery-again",
    ),
]
