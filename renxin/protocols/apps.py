from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProtocolsConfig(AppConfig):
    """What should happen, written as data."""

    name = "renxin.protocols"

    def ready(self) -> None:
        """Let every storey name what it can tell of a patient."""
        autodiscover_modules("conditions", "brought")
