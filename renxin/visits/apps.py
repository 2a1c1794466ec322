from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """What happened on the day a patient came."""

    name = "renxin.visits"
