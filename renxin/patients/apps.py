from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PatientsConfig(AppConfig):
    """Whom the house serves: one record for each person."""

    name = "renxin.patients"

    def ready(self) -> None:
        """Let the storeys above hang what they know on the patient's page."""
        autodiscover_modules("patient_panel", "still_ahead")
