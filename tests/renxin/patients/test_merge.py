from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from renxin.journal.models import Entry
from renxin.patients import identity
from renxin.patients.merge import (
    AlreadyMerged,
    NotMerged,
    SameRecord,
    TwoCards,
    merge,
    unmerge,
)
from renxin.patients.models import (
    Consent,
    Enrolment,
    IdentityDocument,
    Merge,
    Patient,
    Reach,
)
from tests.cast import NOON, enrolled

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def fang_again(hexi):
    """王芳 once more, as the other clinic took her in."""
    return enrolled(hexi, "20260009", "王芳")


def joined(kept, merged, by, **more):
    return merge(kept=kept, merged=merged, by=by, **{"at": NOON} | more)


def with_card(patient, number):
    card = identity.read("IDENTITY_CARD", number)
    IdentityDocument.objects.create(
        patient=patient,
        kind=card.kind,
        sealed=IdentityDocument.sealed_of(card.number),
        index=card.index,
        masked=card.masked,
    )


def answered(patient, by, answer, at):
    consent = Consent(
        patient=patient, purpose="MKT", answer=answer, method="PAPER", evidence="表"
    )
    return consent.answered(by=by, at=at)


def everything():
    """Every row of both records, as the database has them."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Patient, Enrolment, Reach, IdentityDocument, Consent)
    ]


def test_a_merge_is_a_link_and_moves_nothing(wang_fang, fang_again, manager_gu):
    reach = wang_fang.reaches.get()

    joined(wang_fang, fang_again, manager_gu)

    fang_again.refresh_from_db()
    reach.refresh_from_db()
    assert fang_again.merged_into == wang_fang
    assert reach.patient == wang_fang
    assert set(wang_fang.record_ids()) == {wang_fang.pk, fang_again.pk}
    assert list(Patient.objects.standing()) == [wang_fang]


def test_taking_a_merge_back_leaves_both_exactly_as_they_were(
    wang_fang, fang_again, manager_gu
):
    before = everything()
    link = joined(wang_fang, fang_again, manager_gu)

    unmerge(link, reason="两个人", by=manager_gu, at=LATER)

    assert everything() == before
    assert link.unmerge.reason == "两个人"


def test_what_happened_is_told_on_the_record_that_is_kept(
    wang_fang, fang_again, manager_gu
):
    link = joined(wang_fang, fang_again, manager_gu)
    unmerge(link, reason="两个人", by=manager_gu, at=LATER)

    told = Entry.objects.of(wang_fang.pk).values_list("fact", flat=True)

    assert set(told) == {"patients.merged", "patients.unmerged"}


def test_the_clinics_of_both_know_the_one_that_is_kept(
    wang_fang, fang_again, manager_gu, outsider_zhao
):
    link = joined(wang_fang, fang_again, manager_gu)
    assert wang_fang in Patient.objects.visible_to(outsider_zhao)

    unmerge(link, reason="两个人", by=manager_gu, at=LATER)

    assert wang_fang not in Patient.objects.visible_to(outsider_zhao)


def test_merges_chain_and_part_in_any_order(wang_fang, fang_again, hexi, manager_gu):
    third = enrolled(hexi, "20260010", "王芳")
    inner = joined(fang_again, third, manager_gu)
    outer = joined(wang_fang, fang_again, manager_gu)
    assert set(wang_fang.record_ids()) == {wang_fang.pk, fang_again.pk, third.pk}

    unmerge(inner, reason="两个人", by=manager_gu, at=LATER)
    assert set(wang_fang.record_ids()) == {wang_fang.pk, fang_again.pk}

    unmerge(outer, reason="两个人", by=manager_gu, at=LATER)
    assert wang_fang.record_ids() == [wang_fang.pk]


def test_an_enrolment_that_came_through_two_merges_goes_with_the_inner_one(
    dongyuan, hexi, manager_gu
):
    top, middle = enrolled(dongyuan, "1", "甲"), enrolled(dongyuan, "2", "甲")
    bottom = enrolled(hexi, "3", "甲")
    inner = joined(middle, bottom, manager_gu)
    joined(top, middle, manager_gu)
    assert top.enrolments.filter(clinic=hexi).exists()

    unmerge(inner, reason="两个人", by=manager_gu, at=LATER)

    assert not top.enrolments.filter(clinic=hexi).exists()
    assert not middle.enrolments.filter(clinic=hexi).exists()


def test_a_record_does_not_merge_with_itself(wang_fang, manager_gu):
    with pytest.raises(SameRecord):
        joined(wang_fang, wang_fang, manager_gu)


def test_a_merged_record_is_not_merged_again(
    wang_fang, fang_again, xiaodou, manager_gu
):
    joined(wang_fang, fang_again, manager_gu)

    with pytest.raises(AlreadyMerged):
        joined(xiaodou, fang_again, manager_gu)
    with pytest.raises(AlreadyMerged):
        joined(fang_again, xiaodou, manager_gu)


def test_two_cards_need_a_reason(wang_fang, fang_again, manager_gu):
    with_card(wang_fang, "11010519491231002X")
    with_card(fang_again, "990101199003070015")

    with pytest.raises(TwoCards):
        joined(wang_fang, fang_again, manager_gu)

    link = joined(wang_fang, fang_again, manager_gu, reason="换过证，已核对户口簿")
    assert link.reason == "换过证，已核对户口簿"


def test_the_same_card_on_both_needs_none(wang_fang, fang_again, manager_gu):
    with_card(wang_fang, "11010519491231002X")
    with_card(fang_again, "110105194912310021"[:17] + "X")

    assert joined(wang_fang, fang_again, manager_gu).pk


def test_a_merge_is_taken_back_once(wang_fang, fang_again, manager_gu):
    link = joined(wang_fang, fang_again, manager_gu)
    unmerge(link, reason="两个人", by=manager_gu, at=LATER)

    with pytest.raises(NotMerged):
        unmerge(link, reason="两个人", by=manager_gu, at=LATER)


def test_parted_records_may_be_joined_again(wang_fang, fang_again, manager_gu):
    unmerge(
        joined(wang_fang, fang_again, manager_gu), reason="错", by=manager_gu, at=LATER
    )

    joined(wang_fang, fang_again, manager_gu, at=LATER)

    assert len(wang_fang.record_ids()) == 2


def test_the_stricter_answer_of_the_two_records_wins(wang_fang, fang_again, manager_gu):
    answered(wang_fang, manager_gu, "GIVEN", NOON)
    answered(fang_again, manager_gu, "REFUSED", NOON - timedelta(days=400))
    joined(wang_fang, fang_again, manager_gu, at=LATER)

    assert Consent.objects.live(wang_fang, "MKT", at=LATER) is None


def test_what_is_said_after_the_merge_speaks_for_both(
    wang_fang, fang_again, manager_gu
):
    answered(fang_again, manager_gu, "REFUSED", NOON - timedelta(days=400))
    joined(wang_fang, fang_again, manager_gu)

    given = answered(wang_fang, manager_gu, "GIVEN", LATER)

    assert Consent.objects.live(wang_fang, "MKT", at=LATER) == given


def test_a_merge_cannot_be_rewritten(wang_fang, fang_again, manager_gu):
    link = joined(wang_fang, fang_again, manager_gu)

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Merge.objects.filter(pk=link.pk).update(reason="别的")


@pytest.fixture
def three(dongyuan, wang_fang, fang_again, manager_gu):
    """A was merged into B, and then B into C."""
    oldest = enrolled(dongyuan, "20260010", "王芳")
    inner = joined(fang_again, oldest, manager_gu)
    outer = joined(wang_fang, fang_again, manager_gu)
    return oldest, fang_again, wang_fang, inner, outer


def records_of(patient):
    with connection.cursor() as cursor:
        cursor.execute("SELECT patients_records_of(%s)", [patient.pk])
        return {pk for (pk,) in cursor.fetchall()}


def leads(*records):
    found = Patient.objects.in_bulk([one.pk for one in records])
    return [found[one.pk].kept() for one in records]


def test_after_all_merges_every_record_names_the_one_that_is_kept(three):
    a, b, c, *_links = three

    assert leads(a, b, c) == [c, c, c]
    assert all(records_of(one) == {a.pk, b.pk, c.pk} for one in (a, b, c))


def test_parting_gives_back_what_was_merged_into_it_before(three, manager_gu):
    a, b, c, _inner, outer = three

    unmerge(outer, reason="两个人", by=manager_gu, at=LATER)

    assert leads(a, b, c) == [b, b, c]
    assert records_of(c) == {c.pk}


def test_parting_the_inner_one_leaves_the_outer_as_it_is(three, manager_gu):
    a, b, c, inner, outer = three

    unmerge(inner, reason="两个人", by=manager_gu, at=LATER)
    assert leads(a, b, c) == [a, c, c]

    unmerge(outer, reason="两个人", by=manager_gu, at=LATER)
    assert leads(a, b, c) == [a, b, c]


def test_all_merges_taken_back_leave_everything_exactly_as_it_was(
    dongyuan, wang_fang, fang_again, manager_gu
):
    oldest = enrolled(dongyuan, "20260010", "王芳")
    before = everything()
    inner = joined(fang_again, oldest, manager_gu)
    outer = joined(wang_fang, fang_again, manager_gu)

    for link in (outer, inner):
        unmerge(link, reason="两个人", by=manager_gu, at=LATER)

    assert everything() == before


def test_the_database_lets_no_chain_come_about(three, xiaodou):
    a, b, c, *_links = three
    chains = [(a, b), (c, xiaodou), (xiaodou, a), (xiaodou, xiaodou)]

    for merged, kept in chains:
        with pytest.raises(IntegrityError, match="merged itself"), transaction.atomic():
            Patient.objects.filter(pk=merged.pk).update(merged_into=kept)
