from django.urls import URLPattern, path

from fullcircle.web.requester import views

urlpatterns: list[URLPattern] = [
    path("my-requests", views.home, name="requester-home"),
    path("my-requests/new", views.ask, name="requester-ask"),
    path("my-requests/<int:number>/all-good", views.all_good, name="requester-all-good"),
    path("my-requests/<int:number>/left", views.something_left, name="requester-left"),
]
