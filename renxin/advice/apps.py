from django.apps import AppConfig


class AdviceConfig(AppConfig):
    """Medicine, food and care at home: what patients take with them, in writing."""

    name = "renxin.advice"
