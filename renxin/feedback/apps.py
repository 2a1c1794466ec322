from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What patients say of the house: complaints and surveys."""

    name = "renxin.feedback"
