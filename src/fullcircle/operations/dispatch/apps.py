from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "fullcircle.operations.dispatch"
    label = "dispatch"
    default_auto_field = "django.db.models.BigAutoField"
