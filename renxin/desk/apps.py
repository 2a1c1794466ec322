from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What every request at a desk passes through before anyone acts on it."""

    name = "renxin.desk"
