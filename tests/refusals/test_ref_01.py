"""REF-01: what cannot be said is neither approved nor sent; nobody passes their own."""

from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.models import Withheld, WordingReview
from tests.refusals import ways
from tests.refusals.ways import EVE, refused, to, typed
from tests.renxin.voice.conftest import written

BARRED, FOR_A_SECOND = "五星好评送券", "无痛拔牙"


def test_on_a_page_what_cannot_be_said_stays_a_draft(desk):
    writing, reviewing = desk(Role.CARE), desk(Role.COMPLIANCE)
    writing.post(to("wordings:next", *EVE), typed(zh=BARRED))

    page = writing.get(to("wordings:show", *EVE)).content.decode()
    tried = {"version": 2, "reason": "就这样"}
    answer = reviewing.post(to("wordings:approval", *EVE), tried)

    assert "Draft: cannot be said" in page
    assert answer.status_code == 422
    assert not WordingReview.objects.exists()


def test_on_a_page_whoever_wrote_it_is_told_that_another_must_look(desk):
    reviewing = desk(Role.COMPLIANCE)
    reviewing.post(to("wordings:next", *EVE), typed(zh=FOR_A_SECOND))

    tried = {"version": 2, "reason": "我看过了"}
    answer = reviewing.post(to("wordings:approval", *EVE), tried)

    assert answer.status_code == 422
    assert "a second person approves it" in answer.content.decode()


def test_by_machine_the_check_of_words_fails(lint):
    assert lint("保证治愈", "mkt") == 1
    assert lint(BARRED, "svc") == 1


def test_by_machine_what_the_blanks_make_unlawful_is_not_sent(
    wang_fang, dongyuan, gateway
):
    written(wang_fang, dongyuan, fields={"doctor": BARRED})

    ways.sent([gateway])

    assert Withheld.objects.get().why == Why.UNLAWFUL
    assert gateway.took == []


def test_from_a_file_no_words_come_in():
    assert "voice" not in ways.reaches()


def test_in_the_database_what_cannot_be_said_is_not_approved(writer, reviewer):
    version = ways.wrote(writer, BARRED)

    with refused("approved what cannot be said"):
        ways.approved_past_everybody(version, reviewer, "绕过去")


def test_in_the_database_nobody_approves_their_own(reviewer):
    version = ways.wrote(reviewer, FOR_A_SECOND)

    with refused("approved by whoever wrote it"):
        ways.approved_past_everybody(version, reviewer, "绕过去")
