from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    """Follow-up, recall and win-back."""

    name = "renxin.followup"
