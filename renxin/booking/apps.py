from django.apps import AppConfig


class BookingConfig(AppConfig):
    """When a patient is expected, and how each booking ended."""

    name = "renxin.booking"
