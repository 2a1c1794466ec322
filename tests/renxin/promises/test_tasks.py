from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.promises import tasks
from renxin.promises.models import Ending, Escalation
from tests.renxin.promises.made import promised

LONG_AGO = timedelta(days=3)


def test_the_house_looks_for_the_late_every_minute():
    periodic = {
        task.task.name: task.cron
        for task in app.periodic_registry.periodic_tasks.values()
    }

    assert periodic["renxin.promises.tasks.look_for_the_late"] == "* * * * *"


def test_an_empty_day_is_no_trouble(db):
    tasks.look_for_the_late(0)

    assert not Escalation.objects.exists()


def test_what_is_long_late_is_told_first_and_broken_only_later(
    dongyuan, wang_fang, greeter_lin
):
    due_at = timezone.now() - LONG_AGO
    promised(wang_fang, dongyuan, by=greeter_lin, due_at=due_at, at=due_at)

    tasks.look_for_the_late(0)

    assert Escalation.objects.count() == 2
    assert not Ending.objects.exists()
