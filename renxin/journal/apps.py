from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """What happened between the patients and the house."""

    name = "renxin.journal"

    def ready(self) -> None:
        """Let every storey say what it does when something happens below it."""
        autodiscover_modules("facts", "reactions")
