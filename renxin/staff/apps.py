from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class StaffConfig(AppConfig):
    """Everyone who works in the house, and what each may do."""

    name = "renxin.staff"

    def ready(self) -> None:
        """Let the storeys above say what their codes in the access log mean."""
        autodiscover_modules("look_words")
