from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """What the house says to patients, and whether it is said."""

    name = "renxin.voice"
