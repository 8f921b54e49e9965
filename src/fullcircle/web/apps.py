"""The screens are one application; seats are folders inside it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fullcircle.web"
    label = "web"
