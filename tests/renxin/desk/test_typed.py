"""Numbers as they are sent: read when they are one, and harmless when they are not."""

import pytest

from renxin.desk.typed import number_in
from renxin.staff.roles import Role
from tests.cast import employed, signed_in

NOT_ONE = ["", "x", "-1", "1.5", " 7", "²", "٣", "9" * 5000]


def test_a_number_that_was_sent_is_read():
    assert [number_in("0"), number_in("0815"), number_in("9" * 18)] == [
        0,
        815,
        10**18 - 1,
    ]


@pytest.mark.parametrize("typed", NOT_ONE)
def test_what_is_no_number_of_ours_is_none(typed):
    assert number_in(typed) is None


@pytest.mark.parametrize("typed", ["²", "9" * 5000])
@pytest.mark.parametrize(
    "address",
    [
        "/patients/?before={}",
        "/patients/{pk}/looks/?before={}",
        "/patients/{pk}/timeline/?before=2026-03-02T04:00Z_{}",
        "/promises/?after=2026-03-02T04:00Z,{}",
        "/promises/new/?patient={}",
    ],
)
def test_a_page_that_is_asked_with_nonsense_shows_itself(
    client, greeter_lin, wang_fang, address, typed
):
    desk = signed_in(client, greeter_lin)

    answer = desk.get(address.format(typed, pk=wang_fang.pk))

    assert answer.status_code == 200


@pytest.mark.parametrize("typed", ["²", "9" * 5000])
@pytest.mark.parametrize("name", ["before", "who"])
def test_the_access_log_that_is_asked_with_nonsense_shows_itself(
    client, dongyuan, name, typed
):
    desk = signed_in(client, employed("shen", "沈查", Role.AUDIT_ADMIN, dongyuan))

    answer = desk.get("/settings/looks/", {name: typed})

    assert answer.status_code == 200


@pytest.mark.parametrize("typed", ["²", "9" * 5000])
@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/patients/{pk}/reveal/", {"what": "phone:{}"}, 404),
        ("/patients/{pk}/concerns/", {"kind": "FEAR", "level": "{}"}, 422),
        ("/patients/{pk}/merges/", {"merged": "{}"}, 404),
        ("/patients/drafts/", {"whose": "{}:MOTHER"}, 200),
        ("/promises/new/", {"patient": "{}"}, 422),
        ("/me/clinic/", {"clinic": "{}"}, 404),
    ],
)
def test_nonsense_that_is_sent_is_refused(  # noqa: PLR0913, PLR0917
    client, manager_gu, wang_fang, address, sent, status, typed
):
    desk = signed_in(client, manager_gu)
    nonsense = {field: value.format(typed) for field, value in sent.items()}

    answer = desk.post(address.format(pk=wang_fang.pk), nonsense)

    assert answer.status_code == status
