"""Holds a database open for a benchmark, with one clinic in it, until told to go."""

import os
import sys

import django

from renxin.site.postgres import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
database.ensure_running()
django.setup()

from django.core.management import call_command  # noqa: E402  after the set-up

from renxin.clinics.models import Clinic  # noqa: E402

call_command("migrate", verbosity=0)
Clinic.objects.get_or_create(
    code="dongyuan", defaults={"name": "仁心口腔东院", "short_name": "东院"}
)
print("ready", flush=True)
sys.stdin.read()
database.stop()
