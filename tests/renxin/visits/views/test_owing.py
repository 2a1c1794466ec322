import pytest

from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models import DutyDone, DutyWaived, SignedConsent
from tests.renxin.visits.owed import DRAWN, at_greeting, duty, owed
from tests.renxin.visits.views.conftest import HTMX, press, seen


@pytest.fixture
def zhou(came):
    return came("周敏珍")


@pytest.fixture(autouse=True)
def at_the_greeting(db):
    at_greeting("greeted", "told", "signed")


def do(client, visit, code, **told):
    return press(client, f"duties/{duty(code).pk}", visit, **told)


def said(answer):
    return answer.content.decode()


def test_what_is_owed_stands_there_with_whose_it_is(desk, zhou):
    page = said(desk.get(f"/flow/visits/{zhou.pk}/duties/", headers=HTMX))

    assert "Owed at Greeting" in page
    assert page.count('data-state="missing"') == 3
    assert "Front desk" in page


def test_one_press_does_what_needs_no_more(desk, zhou, qian):
    answer = do(desk, zhou, "greeted")

    assert "visits-changed" in answer["HX-Trigger"]
    assert DutyDone.objects.get().by == qian


def test_from_the_list_one_comes_back_to_what_is_still_missing(desk, zhou):
    page = said(do(desk, zhou, "greeted", listed="1"))

    assert page.count('data-state="missing"') == 2
    assert page.count('data-state="done"') == 1


def test_enter_alone_does_one_duty_after_the_other(desk, zhou):
    first = said(desk.get(f"/flow/visits/{zhou.pk}/duties/", headers=HTMX))
    next_one = said(do(desk, zhou, "greeted", listed="1"))

    assert first.index("autofocus") < first.index("Be greeted")
    assert next_one.index("Be greeted") < next_one.index("autofocus")
    assert (first.count("autofocus"), next_one.count("autofocus")) == (1, 1)


def test_an_explanation_is_asked_for_in_the_patients_words(desk, zhou):
    form = said(
        desk.get(f"/flow/visits/{zhou.pk}/duties/{duty('told').pk}/", headers=HTMX)
    )
    empty = do(desk, zhou, "told", understood=" ")
    do(desk, zhou, "told", understood="先拍片")

    assert "own words" in form
    assert empty.status_code == 422
    assert "Ask them to say it back" in said(empty)
    assert DutyDone.objects.get().understood == "先拍片"


def test_consent_is_signed_on_the_screen_and_an_empty_box_is_none(desk, zhou):
    who = {"name": "周敏珍", "signer": "PATIENT"}
    empty = do(desk, zhou, "signed", strokes="", **who)
    do(desk, zhou, "signed", strokes=DRAWN, **who)

    assert (empty.status_code, "Sign in the box first." in said(empty)) == (422, True)
    assert SignedConsent.objects.get().signer_name == "周敏珍"


def test_a_duty_of_another_station_is_not_found_here(desk, zhou):
    owed(Stage.TREATMENT, "washed", role=Role.DOCTOR)

    assert do(desk, zhou, "washed").status_code == 404
    assert not DutyDone.objects.exists()


def test_a_screen_that_is_behind_does_nothing(desk, zhou):
    answer = desk.post(
        f"/flow/visits/{zhou.pk}/duties/{duty('greeted').pk}/",
        {"seen": seen(zhou)["seen"] + 999},
        headers=HTMX,
    )

    assert answer.status_code == 409
    assert not DutyDone.objects.exists()


def test_leaving_out_takes_a_reason(desk, zhou):
    keys = [duty("greeted").pk, duty("told").pk]
    without = press(desk, "duties/waiver", zhou, duties=keys)
    unsaid = press(desk, "duties/waiver", zhou, duties=keys, why="OTHER")
    press(desk, "duties/waiver", zhou, duties=keys, why="WORSE")

    assert (without.status_code, unsaid.status_code) == (422, 422)
    assert "Say why it is left out" in said(without)
    assert "what the other reason was" in said(unsaid)
    assert DutyWaived.objects.filter(why="WORSE").count() == 2


def test_who_hands_over_too_soon_is_shown_what_is_missing_to_do_it_there(
    desk, zhou, dongyuan
):
    consultation = dongyuan.stations.get(stage=Stage.CONSULTATION)

    answer = press(desk, "station", zhou, station=consultation.pk)

    assert answer.status_code == 422
    assert "Still owed to them at Greeting" in said(answer)
    assert said(answer).count('data-state="missing"') == 3


def test_nothing_is_done_for_somebody_of_another_clinic(client, outsider_zhao, zhou):
    client.force_login(outsider_zhao, backend="renxin.staff.sign_in.StaffBackend")

    assert client.get(f"/flow/visits/{zhou.pk}/duties/").status_code == 404


def test_the_list_takes_few_queries(desk, zhou, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        desk.get(f"/flow/visits/{zhou.pk}/duties/", headers=HTMX)


def test_ticked_by_mistake_it_stands_open_again(desk, zhou):
    do(desk, zhou, "greeted")

    page = said(press(desk, f"duties/{duty('greeted').pk}/back", zhou))

    assert page.count('data-state="missing"') == 3
    assert not DutyDone.objects.standing().exists()
