from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """What the house owes."""

    name = "renxin.promises"
