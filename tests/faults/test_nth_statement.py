"""FI-00: killed at any statement of any command, nothing is half done.

Each command is run to its end once, and then again and again with the process
"killed" before and after its first statement, its second, and so on. Whatever
the moment, the database stands as before or as after; and the client, who
cannot know which, sends the same key again and the command has acted once.
"""

import copy
import socket
from contextlib import suppress
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
from tests.faults.figures import found

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

    def moments(self):
        """After one statement is before the next, so only the last needs both."""
        before_each = [(nth, "before") for nth in range(1, self.seen + 1)]
        return [*before_each, (self.seen, "after")]

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.at and self.when == "before":
            raise Killed
        result = execute(sql, params, many, context)
        if self.seen == self.at:
            raise Killed
        return result


class Watch:
    """How much stands in the tables a command comes near, and what stands there.

    PostgreSQL keeps count of the tables written in a transaction, and a test is one:
    what it has not named by the end of the test was never touched, at any moment.
    """

    def __init__(self):
        self.tables = written()

    def counts(self):
        """How many rows every table holds, of ours and of queued jobs."""
        return self._each("count(*)", filter(is_ours, self.tables))

    def rows(self):
        """Every row as it stands, down to the last sign-in."""
        return self._each("sum(hashtextextended(whole::text, 0))", self.tables)

    def _each(self, told, tables):
        asked = " UNION ALL ".join(
            f"SELECT '{name}', {told}::text FROM \"{name}\" whole" for name in tables
        )
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return dict(cursor.fetchall())


def written():
    """Tables this transaction wrote to, also where that was taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname FROM pg_stat_xact_user_tables
               WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY relname"""
        )
        return [name for (name,) in cursor.fetchall()]


def is_ours(table):
    return not table.startswith(("django_", "axes_", "account_", "mfa_", "auth_"))


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
    monkeypatch.setattr(socket.socket, "connect", nobody_is_asked)
    return house()


def nobody_is_asked(_line, address):
    """FI-15: whoever waits for a page waits for no carrier."""
    raise AssertionError(f"asked {address} while somebody waits for a page")


@pytest.fixture(scope="module")
def tally():
    """At how many moments each command was killed; told once all of them were."""
    moments = {}
    yield moments
    if moments.keys() == COMMANDS.keys():
        found(
            "FI-00",
            commands=len(moments),
            moments=sum(map(len, moments.values())),
            half_done=0,
            not_once=0,
            asked_outside_while_a_page_waits=0,
        )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_killed_at_any_statement_a_command_acts_once_or_not_at_all(name, world, tally):
    request = COMMANDS[name](world)
    counting = Assassin()

    def to_the_end():
        with connection.execute_wrapper(counting):
            answer = send(request)
        assert answer.status_code < 400, said(answer)
        watch = Watch()
        return watch, watch.counts()

    watch, after = tried(to_the_end)
    before, untouched = watch.counts(), watch.rows()
    assert after != before

    def resent(moment):
        answer = send(request)
        assert answer.status_code < 400, said(answer)
        assert watch.counts() == after, f"not once, {moment}"

    def killed(nth, when):
        moment = f"{when} statement {nth}"
        with connection.execute_wrapper(Assassin(nth, when)), suppress(Killed):
            send(request)
        # Where nothing at all has happened, sending again is sending once.
        if watch.rows() != untouched:
            assert watch.counts() in (before, after), f"half done, {moment}"
            resent(moment)

    tally[name] = counting.moments()
    for nth, when in tally[name]:
        tried(lambda: killed(nth, when))  # noqa: B023
    # What all those tries left behind in the process itself is in nobody's way.
    tried(lambda: resent("after all"))
    assert set(written()) <= set(watch.tables)


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
