"""FI-00: killed at any statement of any command, nothing is half done.

Each command is run to its end once, and then again and again with the process
"killed" before and after its first statement, its second, and so on. Whatever
the moment, the database stands as before or as after; and the client, who
cannot know which, sends the same key again and the command has acted once.
"""

import pytest
from django.db import connection, transaction

from renxin.site.doors import doors
from renxin.staff.roles import Role
from tests.cast import signed_in
from tests.faults.commands import COMMANDS, house, permitted

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
    return desk.post(url, data, headers={"Idempotency-Key": "the-key"})


def tried(act):
    """Run something in a world of its own and take it back."""
    with transaction.atomic():
        outcome = act()
        transaction.set_rollback(rollback=True)
    return outcome


@pytest.fixture
def world(db):
    return house()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_killed_at_any_statement_a_command_acts_once_or_not_at_all(name, world):
    request = COMMANDS[name](world)
    before = standing()
    counting = Assassin()

    def to_the_end():
        with connection.execute_wrapper(counting):
            answer = send(request)
        assert answer.status_code < 400, answer.content.decode()[:2000]
        return standing()

    after = tried(to_the_end)
    assert after != before
    for nth in range(1, counting.seen + 1):
        for when in ("before", "after"):
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


@pytest.mark.parametrize("door", OURS, ids=lambda door: door.name)
def test_every_command_of_the_house_is_registered_here(door, world):
    """A view that takes POST without a case here would have no crash test."""
    role = permitted(door)
    desk = signed_in(world["client"](), world["people"][role])
    if "<" in door.route:
        takes_post = getattr(door.view, "__wrapped__", None) is not None and (
            "POST" in allowed(desk, door)
        )
    else:
        takes_post = desk.post("/" + door.route.lstrip("/")).status_code != 405

    assert door.name in COMMANDS or not takes_post


def allowed(desk, door):
    """The methods a view with an object takes, asked with an object nobody has."""
    route = "/" + door.route.lstrip("/")
    for kind in ("int", "slug", "str", "uuid"):
        while f"<{kind}:" in route:
            start = route.index(f"<{kind}:")
            end = route.index(">", start)
            route = route[:start] + "0" + route[end + 1 :]
    answer = desk.put(route)
    return answer.headers.get("Allow", "POST")


def test_the_roles_of_the_world_cover_every_right(world):
    assert set(world["people"]) == set(Role.values)
