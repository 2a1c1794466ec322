from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The patient's own pages, on a phone."""

    name = "renxin.portal"
