from django.urls import URLPattern, path

from fullcircle.web.replay import views

urlpatterns: list[URLPattern] = [
    path("replay", views.replay, name="demo-replay"),
    path("replay/as/<int:person>/<path:path>", views.as_person, name="demo-replay-as"),
    path("replay/as/<int:person>/", views.as_person, {"path": ""}, name="demo-replay-as-start"),
    path("replay/<slug:key>", views.scene, name="demo-replay-scene"),
    path("replay/<slug:key>/play", views.play, name="demo-replay-play"),
]
