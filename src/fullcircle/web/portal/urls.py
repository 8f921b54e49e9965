from django.urls import URLPattern, path

from fullcircle.web.portal import views

urlpatterns: list[URLPattern] = [
    path("services", views.services, name="services"),
    path("s/<str:token>", views.status, name="status-link"),
    path("s/<str:token>/all-good", views.all_good, name="status-all-good"),
    path("s/<str:token>/something-left", views.something_left, name="status-something-left"),
]
