import subprocess
import sys
from datetime import timedelta

import pytest

from renxin.journal.models import Entry
from renxin.portal import codes, policy
from renxin.portal.kinds import Opens, Trouble
from renxin.portal.models import Alarm, SignInCode
from renxin.portal.refusals import NotAMobile, TooOften
from renxin.voice.kinds import Why
from renxin.voice.models import Dispatch, Message, Withheld
from renxin.voice.outbox import sending
from tests.cast import NOON
from tests.renxin.portal.conftest import NUMBER, asked, code_in

STRANGER = "+8613900000000"


@pytest.fixture(autouse=True)
def recorded(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.mark.parametrize(
    "typed", ["13812342207", "+86 138-1234-2207", "１３８１２３４２２０７"]
)
def test_a_number_is_known_however_it_is_written(typed):
    assert codes.number_of(typed) == NUMBER


@pytest.mark.parametrize("typed", ["+14155552671", "021-62345678", "12345", "", "abc"])
def test_only_mainland_mobiles_get_codes(typed):
    with pytest.raises(NotAMobile):
        codes.number_of(typed)


def test_the_code_that_was_sent_opens_once(wang_fang):
    challenge, message = asked()
    code = code_in(message)

    assert codes.use(challenge, code, at=NOON) == NUMBER
    assert codes.use(challenge, code, at=NOON) is None


def test_it_opens_only_for_the_browser_that_asked(wang_fang):
    _challenge, message = asked()

    assert codes.use("another browser", code_in(message), at=NOON) is None


def test_after_ten_minutes_it_opens_nothing(wang_fang):
    challenge, message = asked()

    at = NOON + timedelta(minutes=10)
    assert codes.use(challenge, code_in(message), at=at) is None


def test_after_five_tries_not_even_the_right_one_opens(wang_fang):
    challenge, message = asked()
    code = code_in(message)
    wrong = f"{(int(code) + 1) % 10**6:06}"

    for _try in range(5):
        assert codes.use(challenge, wrong, at=NOON) is None

    assert codes.use(challenge, code, at=NOON) is None
    assert SignInCode.objects.get().tries == 5


def test_neither_the_number_nor_the_code_can_be_read_from_the_tables(wang_fang):
    _challenge, message = asked()
    code = code_in(message)

    kept = repr(SignInCode.objects.values().get()) + repr(
        Message.objects.values().get()
    )
    assert NUMBER not in kept
    assert code not in kept


@pytest.mark.parametrize(
    ("minutes", "fits"),
    [
        ([0, 0.5], False),
        ([0, 1], True),
        ([0, 2, 4, 6, 8, 10], False),
        ([0, 2, 4, 6, 8, 61], True),
        ([0, 61, 122, 183, 244, 305, 366, 427, 488, 549, 610], False),
    ],
)
def test_a_number_gets_one_a_minute_five_an_hour_ten_a_day(minutes, fits, wang_fang):
    *before, last = [NOON + timedelta(minutes=one) for one in minutes]
    for place, at in enumerate(before):
        asked(at=at, address=f"10.0.0.{place}")

    if fits:
        asked(at=last)
    else:
        with pytest.raises(TooOften):
            asked(at=last)


def test_an_address_asks_for_few(wang_fang):
    most = policy.codes().per_address[0][1]
    for one in range(most):
        asked(f"+86139{one:04}0000")

    with pytest.raises(TooOften):
        asked("+8613800000000")


def test_numbers_that_begin_alike_get_few_between_them():
    most = policy.codes().per_prefix[0][1]
    for one in range(most):
        asked(f"+861381234{one:04}", address=f"10.0.0.{one}")

    with pytest.raises(TooOften):
        asked("+8613812349999", address="10.0.1.1")
    asked("+8613912349999", address="10.0.1.2")


def test_a_newcomer_is_sent_one_too_signed_by_the_house(wang_fang, dongyuan):
    _challenge, unknown = asked(STRANGER)

    sending.send_due(now=lambda: NOON)

    sent = Dispatch.objects.get()
    assert sent.message == unknown
    assert dongyuan.short_name in sent.words


def test_to_add_a_family_only_whom_we_know_is_sent_one(wang_fang):
    _challenge, known = asked(opens=Opens.FAMILY)
    _challenge, unknown = asked(STRANGER, opens=Opens.FAMILY)

    sending.send_due(now=lambda: NOON)

    assert Dispatch.objects.get().message == known
    assert Withheld.objects.get(message=unknown).why == Why.STRANGER


def test_newcomers_have_a_budget_of_their_own(wang_fang, few_limits):
    few_limits("budget", "newcomers_a_day", 2)
    for one in range(4):
        asked(f"+86139{one:04}0000", address=f"10.0.0.{one}")
    asked()

    sending.send_due(now=lambda: NOON)

    assert Dispatch.objects.count() == 3
    assert Withheld.objects.filter(why=Why.BUDGET).count() == 2
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.clinic) == (Trouble.STRANGERS, None)


def test_the_door_for_newcomers_can_be_shut(wang_fang, few_limits):
    few_limits("budget", "newcomers_a_day", 0)
    asked(STRANGER)

    sending.send_due(now=lambda: NOON)

    assert Withheld.objects.get().why == Why.STRANGER
    assert not Alarm.objects.exists()


def test_many_codes_tried_in_vain_are_told_as_guessing(wang_fang, few_limits):
    few_limits("guessing", "codes_a_day", 2)
    for one in range(2):
        challenge, _message = asked(f"+86139{one:04}0000", address=f"10.0.0.{one}")
        for _try in range(6):
            codes.use(challenge, "wrong", at=NOON)

    assert Alarm.objects.get().kind == Trouble.GUESSING


def test_one_who_mistypes_is_no_alarm(wang_fang):
    challenge, _message = asked()
    for _try in range(6):
        codes.use(challenge, "wrong", at=NOON)

    assert not Alarm.objects.exists()


def test_a_used_code_is_not_sent_late(wang_fang):
    challenge, message = asked()
    codes.use(challenge, code_in(message), at=NOON)

    sending.send_due(now=lambda: NOON)

    assert Withheld.objects.get().why == Why.SETTLED


def test_when_the_days_budget_is_spent_nothing_goes_out_and_somebody_is_told(
    wang_fang, dongyuan, few_limits
):
    few_limits("budget", "codes_a_day", 2)
    for minute in (0, 2, 4, 6):
        asked(at=NOON + timedelta(minutes=minute))
        sending.send_due(now=lambda: NOON + timedelta(minutes=minute))  # noqa: B023

    assert Dispatch.objects.count() == 2
    assert Alarm.objects.get().clinic == dongyuan
    assert Entry.objects.filter(fact="portal.alarm_raised").count() == 1


def test_the_worker_knows_codes_and_links_without_the_pages():
    """It loads no addresses, and what it does not know of it does not send."""
    asks = (
        "import django; django.setup();"
        "from renxin.voice.outbox import subjects as known;"
        "print('code' in known.standings, 'link' in known.fillings)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True
    )

    assert told.stdout.split() == ["True", "True"]
