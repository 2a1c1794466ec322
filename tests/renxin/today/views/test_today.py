from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from renxin.promises.batch import Wanted, make_many
from renxin.promises.rows import State
from renxin.promises.terms import Terms
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.safety.models import Remedy
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.today.board import SHOWN
from renxin.today.models import Glance
from renxin.today.views.today import greeting, role_of
from tests.cast import SINCE, employed, enrolled, signed_in
from tests.renxin.promises.made import promised
from tests.renxin.referrals.made import referred

MOST_QUERIES = 12


@pytest.fixture
def desk(client, greeter_lin):
    greeter_lin.language = Language.EN
    greeter_lin.save()
    return signed_in(client, greeter_lin)


def test_the_page_opens_with_the_first_promise_and_its_keys(
    desk, dongyuan, wang_fang, greeter_lin
):
    now = timezone.now()
    late = now - timedelta(minutes=12)
    promised(
        wang_fang,
        dongyuan,
        by=greeter_lin,
        due_at=late,
        words="您好。\n随时打给我们。",
    )

    page = desk.get("/").content.decode()

    assert 'data-state="late" name="promise" open' in page
    assert '<div class="say"><p>您好。</p><p>随时打给我们。</p>' in page
    for key in range(1, 6):
        assert f'data-key="{key}"' in page


def test_a_day_that_owes_nobody_says_so_and_offers_the_first_step(desk):
    page = desk.get("/").content.decode()

    assert "Nobody is owed anything today" in page
    assert "/promises/new/" in page


def test_a_remedy_of_the_house_is_put_right_from_here(client, dongyuan, manager_gu):
    manager_gu.language = Language.EN
    manager_gu.save()
    Remedy.owe(dongyuan, "水路冲洗", due_on=SINCE, by=manager_gu, at=timezone.now())

    page = signed_in(client, manager_gu).get("/").content.decode()

    assert "What the house put to itself" in page
    assert "水路冲洗" in page
    assert "/safety/remedies/" in page


def test_a_referral_is_answered_from_here_in_its_own_words(
    client, dongyuan, wang_fang, doctor_li
):
    sun = employed("sun", "孙一禾", Role.DOCTOR, dongyuan)
    sun.language = Language.EN
    sun.save()
    referred(wang_fang, dongyuan, by=doctor_li, to=sun, at=timezone.now())

    page = signed_in(client, sun).get("/").content.decode()

    assert "I will see them" in page
    assert "Seen, and reported back" not in page


def test_what_a_patient_wrote_is_text_and_nothing_else(desk, dongyuan, greeter_lin):
    rogue = enrolled(dongyuan, "X1", "<script>alert(1)</script>")
    promised(rogue, dongyuan, by=greeter_lin, words="<img src=x onerror=alert(1)>")

    page = desk.get("/").content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("number", [2, 300])
def test_today_takes_few_queries_however_much_is_owed(
    number, desk, dongyuan, manager_gu, greeter_lin
):
    crowd(dongyuan, manager_gu, number)
    desk.get("/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = desk.get("/").content.decode()

    assert len(asked) <= MOST_QUERIES, "\n".join(one["sql"] for one in asked)
    assert page.count('class="promise"') == min(number, SHOWN[State.LATE])


def test_the_day_of_whoever_plans_the_roster_takes_few_queries(
    client, dongyuan, manager_gu, django_assert_max_num_queries
):
    signed_in(client, manager_gu).get("/")

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/").status_code == 200


def test_an_open_page_asks_again_without_that_being_a_look(desk, greeter_lin):
    desk.get("/")
    looked = Glance.objects.get().at

    answer = desk.get("/today/", headers={"X-Background": "1"})

    assert "<html" not in answer.content.decode()
    assert Glance.objects.get().at == looked


def test_the_number_on_the_rail_stays_in_step(desk, dongyuan, wang_fang, greeter_lin):
    late = timezone.now() - timedelta(minutes=12)
    promised(wang_fang, dongyuan, by=greeter_lin, due_at=late)

    whole, asked = desk.get("/"), desk.get("/today/")

    assert 'id="late-pip">1<' in whole.content.decode()
    assert 'id="late-pip" hx-swap-oob="true">1<' in asked.content.decode()


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.TRAINER])
def test_a_role_that_keeps_no_promises_reads_what_it_can_do(role, client, dongyuan):
    staff = employed("an", "安宁", role, None if role in Role.AUDIT_ADMIN else dongyuan)

    page = signed_in(client, staff).get("/").content.decode()

    assert "你在这里可以做的" in page
    assert "live-region" not in page
    assert client.get("/today/").status_code == 403


def test_nobody_signed_in_is_asked_to(client):
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (4, "Good evening"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
    ],
)
def test_the_greeting_is_that_of_the_hour_at_the_clinic(hour, said):
    there = datetime(2026, 3, 2, hour, tzinfo=timezone.get_current_timezone())

    assert greeting(there.astimezone(UTC)) == said


def test_of_several_roles_the_first_on_the_rota_is_said(dongyuan, doctor_li):
    employed("he", "何其", Role.MANAGER, dongyuan)
    doctor_li.posts.create(
        clinic=dongyuan, role=Role.MANAGER, since_on=doctor_li.posts.get().since_on
    )

    assert role_of(doctor_li) == "Doctor"


def crowd(clinic, manager, number):
    now = timezone.now()
    wanted = [
        Wanted(
            enrolled(clinic, f"N{place}", f"患者{place}").pk,
            clinic,
            Terms(
                kind="WIN_BACK",
                what="问问",
                owner_role=Role.GREETER,
                due_at=now - timedelta(minutes=1),
            ),
        )
        for place in range(number)
    ]
    make_many(wanted, by=manager, at=now)


def test_whoever_plans_the_roster_hears_of_days_out_of_band(
    client, manager_gu, doctor_li, greeter_lin, dongyuan
):
    start = timezone.now().replace(minute=0) + timedelta(days=2)
    Shift.objects.create(
        staff=doctor_li,
        clinic=dongyuan,
        role=Role.DOCTOR,
        during=span(start, start + timedelta(hours=2)),
    )

    planner = signed_in(client, manager_gu).get("/").content.decode()
    greeter = signed_in(client, greeter_lin).get("/").content.decode()

    assert "1:0.0" in planner
    assert "1:0.0" not in greeter
