"""FI-00: killed at any statement of any command, nothing is half done.

Each command is run to its end once, and then again and again with the process
"killed" before and after its first statement, its second, and so on. Whatever
the moment, the database stands as before or as after; and the client, who
cannot know which, sends the same key again and the command has acted once.
"""

import copy
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.views.decorators.http import require_GET, require_http_methods

from renxin.exchange import intake
from renxin.exchange.reading.parent import look as read_in_a_child
from renxin.site.doors import doors
from renxin.staff.roles import Role
from tests.faults.asked import said
from tests.faults.commands import COMMANDS, LOOKED_UP, changes_something, house

# A killed process leaves its cursors open; that is the point.
pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)

OURS = [
    door
    for door in doors()
    if door.view.__module__.startswith("renxin.") and door.access is not None
]


class Killed(BaseException):
    """The process is gone: nothing in the program may catch this."""


class Assassin:
    """Counts the statements of a command and kills it at the nth."""

    def __init__(self, at=0, when="before"):
        self.at, self.when, self.seen = at, when, 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.at and self.when == "before":
            raise Killed
        result = execute(sql, params, many, context)
        if self.seen == self.at:
            raise Killed
        return result


def standing():
    """How many rows every table of ours holds, and every queued job."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if not name.startswith(("django_", "axes_", "account_", "mfa_", "auth_"))
    ]
    counts = " UNION ALL ".join(
        f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def send(request):
    desk, url, data = request
    sent = data() if callable(data) else data
    return desk.post(url, sent, headers={"Idempotency-Key": "the-key"})


def tried(act):
    """Run something in a world of its own and take it back."""
    with transaction.atomic():
        outcome = act()
        transaction.set_rollback(rollback=True)
    return outcome


@pytest.fixture
def world(db, settings, tmp_path, monkeypatch):
    settings.HOME, settings.LAKE = tmp_path, tmp_path / "lake"
    found = {}

    def look(job):
        """The same rows look the same each time: one reading process tells for all."""
        rows = b"".join(Path(place).read_bytes() for place in job.paths)
        if rows not in found:
            found[rows] = read_in_a_child(job)
        return copy.deepcopy(found[rows])

    monkeypatch.setattr(intake, "look", look)
    return house()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_killed_at_any_statement_a_command_acts_once_or_not_at_all(name, world):
    request = COMMANDS[name](world)
    before = standing()
    counting = Assassin()

    def to_the_end():
        with connection.execute_wrapper(counting):
            answer = send(request)
        assert answer.status_code < 400, said(answer)
        return standing()

    after = tried(to_the_end)
    assert after != before
    # After one statement is before the next, so only the last needs both.
    moments = [(nth, "before") for nth in range(1, counting.seen + 1)]
    for nth, when in [*moments, (counting.seen, "after")]:
        tried(lambda: killed(nth, when, request, before, after))  # noqa: B023


def killed(nth, when, request, before, after):
    with connection.execute_wrapper(Assassin(nth, when)):
        try:
            send(request)
        except Killed:
            assert standing() in (before, after), f"half done, {when} statement {nth}"
    answer = send(request)
    assert answer.status_code < 400
    assert standing() == after, f"not once, {when} statement {nth}"


def test_every_command_of_the_house_is_registered_here():
    """A view that changes something without a case here would have no crash test."""
    commands = {door.name for door in OURS if changes_something(door.view)}

    assert commands == set(COMMANDS) | LOOKED_UP


@require_GET
def _reading(_request):
    return None


@require_http_methods(["GET", "POST"])
def _changing(_request):
    return None


@pytest.mark.parametrize(
    ("view", "changes"),
    [(_reading, False), (_changing, True), (_changing.__wrapped__, True)],
    ids=["reads", "changes", "says nothing"],
)
def test_a_view_that_changes_something_is_known_by_what_it_lets_in(view, changes):
    assert changes_something(view) is changes


def test_the_roles_of_the_world_cover_every_right(world):
    assert set(world["people"]) == set(Role.values)
