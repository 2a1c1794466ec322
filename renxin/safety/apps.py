from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Painless, no cross-infection, no lasting harm: asked, checked and told."""

    name = "renxin.safety"
