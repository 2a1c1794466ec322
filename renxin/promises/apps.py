from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PromisesConfig(AppConfig):
    """What the house owes."""

    name = "renxin.promises"

    def ready(self) -> None:
        """Let the storeys above say what a key of theirs does."""
        autodiscover_modules("pressed")
