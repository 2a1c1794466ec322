from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Whom one doctor asked another to see, and what came back."""

    name = "renxin.referrals"
