from django.apps import AppConfig


class RostersConfig(AppConfig):
    """Who works where and when: shifts, leave, and the days the house is shut."""

    name = "renxin.rosters"
