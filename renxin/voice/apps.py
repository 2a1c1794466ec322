from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class VoiceConfig(AppConfig):
    """What the house says to patients, and whether it is said."""

    name = "renxin.voice"

    def ready(self) -> None:
        """Let every storey above tell which words it uses."""
        autodiscover_modules("wording_uses")
