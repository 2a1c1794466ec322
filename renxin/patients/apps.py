from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Whom the house serves: one record for each person."""

    name = "renxin.patients"
