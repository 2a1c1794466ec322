import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renxin.advice.models import (
    AdviceApproval,
    AdviceGiven,
    AdviceRead,
    AdviceTakenBack,
    AdviceText,
    advice_text,
)
from renxin.advice.models.advice_given import Handing
from renxin.patients.models import ContactPoint, Merge, Reach
from renxin.portal.handles import handle_of
from renxin.portal.models import Proxy
from renxin.visits.models import Visit
from tests.cast import enrolled, reached
from tests.renxin.booking.conftest import clock
from tests.renxin.portal.conftest import AT, NUMBER, holding, page, press, said

MOST_QUERIES = 16
THEIRS = "+8613900000007"


@pytest.fixture
def give(dongyuan, doctor_li, greeter_lin):
    """At eight in the morning, somebody is told what to do at home."""
    dongyuan.phone = "010-6500 0001"
    dongyuan.save()
    advice_text.furnish(at=clock(7, day=2))

    def given(patient, topic="antibiotic", minutes=0, line=""):
        at = clock(8, minutes, day=2)
        text = AdviceText.objects.get(topic=topic)
        approval = AdviceApproval.objects.filter(text=text).first()
        approval = approval or AdviceApproval.sign(
            text, clinic=dongyuan, by=doctor_li, at=at
        )
        visit, _new = Visit.objects.get_or_create(
            patient=patient, clinic=dongyuan, defaults={"began_at": at}
        )
        handing = Handing(language="zh-hans", understood="饭后吃", as_prescribed=line)
        return AdviceGiven.give(visit, approval, handing, by=doctor_li, at=at)

    return given


def test_it_stands_on_their_own_page_in_their_language(phone, give, wang_fang):
    give(wang_fang, line="阿莫西林胶囊，见 3 月 2 日处方")

    told = said(page(phone, "advice"))
    phone.cookies["language"] = "en"
    english = said(page(phone, "advice"))

    assert "按处方用抗生素" in told
    assert "阿莫西林胶囊，见 3 月 2 日处方" in told
    assert "李予安" in told
    assert "010-6500 0001" in told
    assert "Antibiotics, as prescribed" in english
    assert "饭后吃" not in told + english


def test_the_newest_comes_first(phone, give, wang_fang):
    give(wang_fang)
    give(wang_fang, "scaling", minutes=30)

    told = said(page(phone, "advice"))

    assert told.index("洗牙以后") < told.index("按处方用抗生素")


def test_a_mother_reads_what_her_child_was_told(phone, give, wang_fang, xiaodou):
    give(xiaodou, "child")
    assert "孩子看完牙" not in said(page(phone, "advice"))

    press(phone, "choose", patient=handle_of(xiaodou))

    assert "孩子看完牙" in said(page(phone, "advice"))


def test_whoever_looks_after_appointments_reads_nothing_of_health(
    phone, give, wang_fang, dongyuan
):
    father = enrolled(dongyuan, "P-7", "王建国")
    reached(father, THEIRS)
    Proxy.give(father, ContactPoint.objects.get(value=NUMBER), at=AT)
    given = give(father)
    press(phone, "choose", patient=handle_of(father))

    assert "按处方用抗生素" not in page(phone, "advice").content.decode()
    assert "/my/advice/" not in page(phone, "home").content.decode()
    assert press(phone, "advice_read", handle_of(given)).status_code == 404
    assert "按处方用抗生素" in said(page(holding(THEIRS), "advice"))


def test_a_link_that_was_sent_opens_no_advice(give, wang_fang):
    given = give(wang_fang)
    by_link = holding(only=wang_fang)

    assert "按处方用抗生素" not in page(by_link, "advice").content.decode()
    assert press(by_link, "advice_read", handle_of(given)).status_code == 404
    assert not AdviceRead.objects.exists()


def test_a_grown_up_who_is_only_rung_here_is_not_read_here(
    phone, give, wang_fang, dongyuan
):
    mother = enrolled(dongyuan, "P-8", "赵兰")
    reached(mother, NUMBER, Reach.Whose.CHILD)
    given = give(mother)

    assert "按处方用抗生素" not in page(phone, "advice").content.decode()
    assert press(phone, "advice_read", handle_of(given)).status_code == 404


def test_nobody_comes_in_without_a_phone(client, give, wang_fang):
    given = give(wang_fang)

    for answer in (
        page(client, "advice"),
        press(client, "advice_read", handle_of(given)),
    ):
        assert answer["Location"] == "/my/sign-in/"


def test_they_say_once_that_they_have_read_it(phone, give, wang_fang):
    given = give(wang_fang)

    press(phone, "advice_read", handle_of(given))
    press(phone, "advice_read", handle_of(given))

    assert AdviceRead.objects.get().given == given
    assert "我看过了" not in said(page(phone, "advice"))


def test_what_was_taken_back_says_so_and_nothing_else(
    phone, give, wang_fang, doctor_li
):
    given = give(wang_fang)
    AdviceTakenBack.write(given, why="给错了人", by=doctor_li, at=clock(8, 40, day=2))

    told = said(page(phone, "advice"))

    assert "每次用多少" not in told
    assert "给错了人" not in told
    assert "010-6500 0001" in told
    assert press(phone, "advice_read", handle_of(given)).status_code == 404


def test_what_was_told_under_a_merged_record_is_theirs(
    phone, give, wang_fang, dongyuan, manager_gu
):
    twin = enrolled(dongyuan, "P-9", "王芳")
    give(twin)
    Merge.objects.create(
        kept=wang_fang, merged=twin, reason="同一人", at=AT, by=manager_gu
    )
    twin.merged_into = wang_fang
    twin.save()

    assert "按处方用抗生素" in said(page(phone, "advice"))


def test_the_page_asks_little_however_much_there_is(phone, give, wang_fang):
    for number, topic in enumerate(("antibiotic", "scaling", "numb", "filling")):
        give(wang_fang, topic, minutes=number)

    with CaptureQueriesContext(connection) as made:
        page(phone, "advice")

    assert len(made) <= MOST_QUERIES
