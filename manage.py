"""Django's command line, with the database at hand."""

import os
import sys

from django.core.management import execute_from_command_line

from renxin.site.postgres import database

WITHOUT_DATABASE = {"words", "docs", "collectstatic", "help", "--help", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    if WITHOUT_DATABASE.isdisjoint(sys.argv[1:2]):
        try:
            database.ensure_running()
        except database.DatabaseTrouble as trouble:
            sys.exit(str(trouble))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
