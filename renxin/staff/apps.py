from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Everyone who works in the house, and what each may do."""

    name = "renxin.staff"
