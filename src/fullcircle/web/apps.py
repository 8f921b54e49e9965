from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fullcircle.web"
    label = "web"
