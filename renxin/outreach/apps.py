from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """How people come to know the house."""

    name = "renxin.outreach"
