from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What happened between the patients and the house."""

    name = "renxin.journal"
