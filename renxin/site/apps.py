from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The doors and the walls: settings, addresses, the shell of every page."""

    name = "renxin.site"
