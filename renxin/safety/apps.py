from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Painless, no cross-infection, no lasting harm: what is asked, checked and told."""

    name = "renxin.safety"
