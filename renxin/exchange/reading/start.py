"""Where the reading process begins: with the little of the house that it needs.

The parent sends the settings on the first line. So the process reads no key
file, knows no database, and loads none of the apps that are of no use to it.
"""

import importlib
import json
import sys

import django
from django.conf import settings

# Whose words and rules of spelling the readers use.
NEEDED = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "renxin.desk",
    "renxin.journal",
    "renxin.clinics",
    "renxin.staff",
    "renxin.rosters",
    "renxin.patients",
    "renxin.promises",
    "renxin.voice",
    "renxin.protocols",
    "renxin.booking",
    "renxin.visits",
    "renxin.followup",
    "renxin.feedback",
    "renxin.outreach",
    "renxin.exchange",
)


def surroundings() -> str:
    """What a parent sends ahead of the job, on one line."""
    return json.dumps(
        {
            "SEALING_KEY": settings.SEALING_KEY.hex(),
            "LOCALE_PATHS": [str(path) for path in settings.LOCALE_PATHS],
            "LANGUAGE_CODE": settings.LANGUAGE_CODE,
            "TIME_ZONE": settings.TIME_ZONE,
        }
    )


def main() -> None:
    sent = json.loads(sys.stdin.readline())
    settings.configure(
        SEALING_KEY=bytes.fromhex(sent.pop("SEALING_KEY")),
        INSTALLED_APPS=list(NEEDED),
        AUTH_USER_MODEL="staff.Staff",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        **sent,
    )
    django.setup()
    importlib.import_module("renxin.exchange.reading.child").main()


if __name__ == "__main__":
    main()
