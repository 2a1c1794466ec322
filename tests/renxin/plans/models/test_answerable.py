"""Shown, signed for in whole or in part, declined, taken back, finished."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import ProtectedError

from renxin.journal.models import Entry
from renxin.patients.signing import NeedsAGuardian, NeedsAName, NotSigned, Signer
from renxin.plans.content import digest_of
from renxin.plans.kinds import End, Reason, Stage
from renxin.plans.models import Acceptance, Plan, Presentation
from renxin.plans.refusals import (
    AnsweredAlready,
    ChangedSince,
    NeedsAReason,
    NoAlternatives,
    NotAccepted,
    NothingChosen,
    NothingPlanned,
    NotInThePlan,
    NotPresented,
    PlanOver,
)
from tests.cast import NOON
from tests.renxin.plans.written import LATER, line, shown, signature, signed, written


def show(plan, *, at=NOON):
    return plan.present(expected=plan.version, by=plan.doctor, at=at)


def test_what_was_shown_is_kept_word_for_word(plan):
    presentation = show(plan)

    assert [one["name"] for one in presentation.content["items"]] == ["全瓷冠"]
    assert len(presentation.content["alternatives"]) == 2
    assert presentation.total_fen == 380_000
    presentation.refresh_from_db()
    assert presentation.digest == digest_of(presentation.content)


def test_a_plan_without_both_other_ways_is_not_shown(plan, doctor_li):
    other = plan.alternatives.get(kind="NO_TREATMENT")
    plan.offer_no_more(other, expected=plan.version, by=doctor_li, at=NOON)

    with pytest.raises(NoAlternatives):
        show(plan)


def test_the_database_knows_no_plan_shown_without_them(plan, doctor_li):
    with pytest.raises(IntegrityError), transaction.atomic():
        Presentation.objects.create(
            plan=plan,
            version=9,
            content={"items": [], "alternatives": [{"kind": "OTHER_WAY"}]},
            digest="",
            total_fen=0,
            by=doctor_li,
            at=NOON,
        )


def test_an_empty_plan_is_not_shown(wang_fang, doctor_li, dongyuan):
    empty = Plan.begin(
        wang_fang, "洁牙", clinic=dongyuan, doctor=doctor_li, by=doctor_li, at=NOON
    )

    with pytest.raises(NothingPlanned):
        show(empty)


def test_the_patient_signs_for_all_of_it(presented):
    acceptance = signed(presented)

    assert acceptance.is_whole
    assert acceptance.total_fen == 380_000
    assert presented.accepted().get().item == presented.items.get()
    told = Entry.objects.get(fact="plans.accepted").told()
    assert told.telling() == "¥3,800"


def test_part_of_it_is_signed_for(wang_fang, doctor_li, dongyuan):
    both = (line("根管治疗", 150_000), line())
    plan = shown(written(wang_fang, doctor_li, dongyuan, *both))
    first = plan.items.in_order().first()

    acceptance = signed(plan, items=[first.pk])

    assert not acceptance.is_whole
    assert acceptance.total_fen == 150_000
    assert [one.item for one in plan.accepted()] == [first]


def test_the_hash_is_over_what_was_shown_ticked_and_drawn(presented):
    acceptance = signed(presented)

    shown_then = acceptance.presentation
    told = vars(signature())
    items = [presented.items.get().pk]
    assert acceptance.digest == digest_of(
        {"shown": shown_then.digest, "items": items, **told}
    )


def test_a_plan_changed_after_it_was_shown_is_shown_again(presented, doctor_li):
    before = presented.version
    presented.add(line(), expected=before, by=doctor_li, at=NOON)

    with pytest.raises(ChangedSince):
        signed(presented)


def test_whoever_signs_an_older_screen_is_told_so(presented, doctor_li):
    with pytest.raises(ChangedSince):
        presented.accept(
            [presented.items.get().pk],
            signature(),
            expected=presented.version - 1,
            by=doctor_li,
            at=LATER,
        )


def test_a_price_changed_after_signing_is_not_covered(presented, doctor_li):
    signed(presented)
    item = presented.items.get()

    presented.change(
        item,
        line(fen=500_000),
        expected=presented.version,
        by=doctor_li,
        at=LATER,
    )

    assert not presented.accepted().exists()


def test_two_taps_sign_once(presented):
    signed(presented)

    with pytest.raises(AnsweredAlready):
        signed(presented)
    assert Acceptance.objects.count() == 1


@pytest.mark.parametrize(
    "strokes", ["", "M1 1", "M1 1L2 2", "<path>", "M10 10L400 400" * 2000]
)
def test_an_empty_signature_is_none(presented, strokes):
    with pytest.raises(NotSigned):
        signed(presented, strokes=strokes)


def test_who_signs_has_a_name(presented):
    with pytest.raises(NeedsAName):
        signed(presented, name=" ")


def test_a_guardian_signs_for_a_child(xiaodou, doctor_li, dongyuan):
    plan = shown(written(xiaodou, doctor_li, dongyuan))

    with pytest.raises(NeedsAGuardian):
        signed(plan)

    assert signed(plan, signer=Signer.GUARDIAN).signer == Signer.GUARDIAN


def test_something_of_the_plan_is_signed_for(presented, doctor_li):
    told = {"expected": presented.version, "by": doctor_li, "at": LATER}

    with pytest.raises(NothingChosen):
        presented.accept([], signature(), **told)
    with pytest.raises(NotInThePlan):
        presented.accept([0], signature(), **told)


def test_what_was_not_shown_is_not_answered(plan, doctor_li):
    with pytest.raises(NotPresented):
        signed(plan)
    with pytest.raises(NotPresented):
        plan.decline(Reason.TIME, expected=plan.version, by=doctor_li, at=LATER)


def test_what_was_signed_stays(presented):
    acceptance = signed(presented)
    acceptance.total_fen = 1

    for change in (acceptance.save, acceptance.delete):
        with pytest.raises((ProgrammingError, ProtectedError)), transaction.atomic():
            change()


def test_a_declined_plan_waits_and_can_be_shown_again(presented, doctor_li):
    presented.decline(Reason.MONEY, expected=presented.version, by=doctor_li, at=LATER)
    assert not Plan.objects.open().exists()

    show(presented, at=LATER)

    assert Plan.objects.open().get() == presented
    assert signed(presented).is_whole


def test_the_rest_of_a_running_plan_is_declined_alone(presented, doctor_li):
    signed(presented)
    more = {"by": doctor_li, "at": LATER}
    presented.add(line("美白"), expected=presented.version, **more)
    show(presented, at=LATER)

    presented.decline(Reason.OTHER, expected=presented.version, **more)

    assert Plan.objects.open().accepted().get() == presented


def test_what_was_signed_is_taken_back_freely(presented, doctor_li):
    acceptance = signed(presented)

    presented.take_back(acceptance, by=doctor_li, at=LATER, note="再想想")

    assert not presented.accepted().exists()
    assert not Plan.objects.open().exists()
    with pytest.raises(AnsweredAlready):
        presented.take_back(acceptance, by=doctor_li, at=LATER)


def test_a_plan_ends_once_and_with_a_reason_where_it_stops(presented, doctor_li):
    told = {"by": doctor_li, "at": LATER}
    with pytest.raises(NotAccepted):
        presented.conclude(End.DONE, **told)
    with pytest.raises(NeedsAReason):
        presented.conclude(End.STOPPED, reason=" ", **told)

    presented.conclude(End.STOPPED, reason="搬走了", **told)

    with pytest.raises(PlanOver):
        presented.conclude(End.STOPPED, reason="搬走了", **told)


def test_a_plan_of_which_nothing_signed_stands_any_more_is_being_written(plan):
    """It was answered: nobody waits for the patient to say something to it."""
    signed(shown(plan))
    crown = plan.items.standing().get()

    plan.strike(crown, expected=plan.version, by=plan.doctor, at=LATER)

    assert Plan.objects.with_stage().get().stage == Stage.DRAFT
    assert plan in Plan.objects.at_stage(Stage.DRAFT)
    assert plan not in Plan.objects.at_stage(Stage.PRESENTED)


def test_shown_anew_it_waits_for_their_answer_again(plan):
    signed(shown(plan))
    told = {"by": plan.doctor, "at": LATER}
    plan.strike(plan.items.standing().get(), expected=plan.version, **told)
    plan.add(line("高嵌体"), expected=plan.version, **told)

    shown(plan, at=LATER)

    assert Plan.objects.with_stage().get().stage == Stage.PRESENTED
    assert plan in Plan.objects.at_stage(Stage.PRESENTED)
