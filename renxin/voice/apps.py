from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class VoiceConfig(AppConfig):
    """What the house says to patients, and whether it is said."""

    name = "renxin.voice"

    def ready(self) -> None:
        """Let the storeys above tell which words they use, and what things cost."""
        import_module("renxin.voice.outbox.urging")  # it vouches for what is urgent
        autodiscover_modules("wording_uses", "wording_prices")
