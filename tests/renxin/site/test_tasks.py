import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from renxin.journal.tasks import lay_the_chain
from renxin.site import tasks

pytestmark = pytest.mark.django_db(transaction=True)


class Context:
    def __init__(self) -> None:
        self.app = app


@pytest.fixture
def begun():
    """A job that a worker has begun; the queue outlives the flush of other tests."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    pk = lay_the_chain.defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        worker = cursor.fetchone()[0]
        cursor.execute("SELECT procrastinate_fetch_job_v2(NULL, %s)", [worker])
    return pk, worker


def state_of(pk):
    return ProcrastinateJob.objects.get(pk=pk).status


@pytest.fixture
def silent(begun):
    pk, worker = begun
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 min'"
            " WHERE id = %s",
            [worker],
        )
    return pk


def test_a_job_whose_worker_fell_silent_is_taken_up_again(silent):
    async_to_sync(tasks.take_up_stalled_jobs.func)(Context(), 0)

    assert state_of(silent) == "todo"


def test_a_stalled_job_gives_way_to_the_next_of_its_kind(silent):
    waiting = lay_the_chain.defer(timestamp=60)

    async_to_sync(tasks.take_up_stalled_jobs.func)(Context(), 0)

    assert state_of(waiting) == "todo"
    assert not ProcrastinateJob.objects.filter(pk=silent).exists()


def test_a_job_whose_worker_is_alive_is_left_to_it(begun):
    pk, _ = begun

    async_to_sync(tasks.take_up_stalled_jobs.func)(Context(), 0)

    assert state_of(pk) == "doing"
