"""`manage.py words`: keep the Chinese catalogues complete."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from renxin.site.words import catalogue


class Command(BaseCommand):
    help = "Add missing msgids to the catalogues, compile them, or check them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="only these apps")
        parser.add_argument("--compile", action="store_true", help="write the .mo")
        parser.add_argument("--check", action="store_true", help="name what is missing")

    def handle(self, **options: Any) -> None:
        if options["compile"]:
            catalogue.build()
        elif options["check"]:
            self.check_words()
        else:
            self.add(options["apps"] or catalogue.apps())

    def check_words(self) -> None:
        found = list(catalogue.faults())
        if found:
            raise CommandError("\n".join(found))

    def add(self, apps: list[str]) -> None:
        known = catalogue.known_words()
        for app in apps:
            for msgid in catalogue.update(app, known):
                self.stdout.write(f"{app}: {msgid}")
