from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Taking in what other systems export."""

    name = "renxin.exchange"
