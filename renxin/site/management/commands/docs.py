"""`manage.py docs`: write the documents that come from the code."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from renxin.site import papers


class Command(BaseCommand):
    help = "Write docs/reactions.md and docs/access.md from the code."

    def handle(self, **_options: Any) -> None:
        with translation.override("en"):
            papers.write()
