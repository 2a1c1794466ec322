from django.apps import AppConfig


class TodayConfig(AppConfig):
    """What is yours to do now."""

    name = "renxin.today"
