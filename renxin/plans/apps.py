from django.apps import AppConfig


class PlansConfig(AppConfig):
    """What was proposed to a patient, at what price, and what they said to it."""

    name = "renxin.plans"
