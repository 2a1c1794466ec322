"""REF-09: no message and no screen says what somebody has, or where that is treated."""

import pytest
from django.test import Client

from renxin.staff.roles import Role
from renxin.visits.line import turns
from renxin.visits.models import DisplayKey
from renxin.voice.kinds import Why
from renxin.voice.law import Severity, check, gravest
from renxin.voice.models import Withheld, WordingReview
from renxin.voice.wordings.filling import BLANKS
from tests.cast import TODAY
from tests.refusals import ways
from tests.refusals.ways import EVE, refused, to, typed
from tests.renxin.visits.conftest import after
from tests.renxin.voice.conftest import written

TELLS = "【{clinic}】您的乙肝复查时间到了"


def test_on_a_page_such_words_stay_a_draft(desk):
    desk(Role.CARE).post(to("wordings:next", *EVE), typed(zh=TELLS))

    here = to("wordings:approval", *EVE)
    answer = desk(Role.COMPLIANCE).post(here, {"version": 2, "reason": "要说清楚"})

    assert answer.status_code == 422
    assert not WordingReview.objects.exists()


def test_on_a_page_the_waiting_room_reads_masked_names_only(
    visit, dongyuan, greeter_lin
):
    turns.call(visit.stage_entries.get(), to=None, by=greeter_lin, at=after(5))
    secret = DisplayKey.make(dongyuan, by=greeter_lin, at=after(0))

    page = Client().get(to("visits:display", secret)).content.decode()

    assert "王*" in page
    assert "王芳" not in page


@pytest.mark.parametrize(
    "text", ["您的乙肝复查时间到了", "Your HIV test is back", "精神科的复诊在周三"]
)
def test_by_machine_the_rules_bar_it_in_every_message(text):
    assert gravest(check(text, "svc", on=TODAY)) == Severity.BLOCK


def test_by_machine_what_a_blank_would_tell_is_not_sent(wang_fang, dongyuan, gateway):
    written(wang_fang, dongyuan, fields={"doctor": "性病门诊"})

    ways.sent([gateway])

    assert Withheld.objects.get().why == Why.UNLAWFUL
    assert gateway.took == []


def test_from_a_file_a_condition_comes_in_and_no_blank_can_say_it():
    assert {"condition", "department", "service"} <= ways.brought()
    plain = {"clinic", "name", "phone", "address", "minutes"}
    assert BLANKS & ways.brought() == plain


def test_in_the_database_such_words_are_not_approved(writer, reviewer):
    version = ways.wrote(writer, TELLS)

    with refused("approved what cannot be said"):
        ways.approved_past_everybody(version, reviewer, "绕过去")
