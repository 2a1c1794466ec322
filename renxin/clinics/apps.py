from django.apps import AppConfig


class ClinicsConfig(AppConfig):
    """The sites of the house and what stands in them."""

    name = "renxin.clinics"
