from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """The figures; the only door to pulse."""

    name = "renxin.scorecard"
