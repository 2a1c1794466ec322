from datetime import date

import pytest

from renxin.patients import identity
from renxin.patients.duplicates import Likeness, Reason, candidates, likeness_of
from renxin.patients.models import IdentityDocument, Patient, Reach
from tests.cast import enrolled, reached

BORN = date(1992, 5, 17)
CARD = identity.read("IDENTITY_CARD", "990101199003070015")


def found(likeness, **but):
    return candidates(likeness, among=Patient.objects.all(), **but)


def with_card(patient):
    IdentityDocument.objects.create(
        patient=patient,
        kind=CARD.kind,
        sealed=IdentityDocument.sealed_of(CARD.number),
        index=CARD.index,
        masked=CARD.masked,
    )


def test_the_same_document_is_the_strongest_reason(wang_fang, xiaodou):
    with_card(wang_fang)

    best = found(Likeness(documents=(CARD,), phones=("+8613812342207",)))

    assert [one.patient for one in best] == [wang_fang, xiaodou]
    assert best[0].is_surely()
    assert best[0].said() == "same document, same phone"


def test_one_phone_shows_the_whole_family(wang_fang, xiaodou):
    family = found(Likeness(name="王小明", phones=("+8613812342207",)))

    assert {one.patient for one in family} == {wang_fang, xiaodou}
    assert {one.strongest() for one in family} == {Reason.PHONE}


def test_a_phone_that_was_given_up_is_no_reason(wang_fang):
    Reach.objects.update(ended_at="2026-01-01T00:00:00Z")

    assert found(Likeness(phones=("+8613812342207",))) == []


def test_name_and_birthday_match(wang_fang):
    one = found(Likeness(name="王芳", birth_on=BORN))[0]

    assert one.said() == "same name, same birthday"


def test_what_sounds_the_same_on_the_same_birthday_matches(dongyuan):
    enrolled(
        dongyuan, "1", "单丽", pinyin="shanli", other_pinyin="danli", birth_on=BORN
    )

    assert found(Likeness(name="单莉", birth_on=BORN))[0].reasons == {
        Reason.SOUND_AND_BIRTH
    }


def test_the_same_name_alone_is_only_a_hint(wang_fang):
    assert found(Likeness(name="王芳"))[0].strongest() is Reason.NAME
    assert found(Likeness(name="王芳", birth_on=date(2001, 1, 1))) == []


def test_twins_are_shown_to_each_other_and_nothing_is_merged(dongyuan):
    twins = [
        enrolled(dongyuan, str(n), name, birth_on=BORN, pinyin=name)
        for n, name in enumerate(["李双", "李对"])
    ]
    for twin in twins:
        reached(twin, "+8613900002222", Reach.Whose.MOTHER)

    seen = found(likeness_of(twins[0]), but=[twins[0].pk])

    assert [one.patient for one in seen] == [twins[1]]
    assert not Patient.objects.exclude(merged_into=None).exists()


def test_a_merged_record_is_not_offered(wang_fang, xiaodou):
    xiaodou.merged_into = wang_fang
    xiaodou.save()

    assert [one.patient for one in found(Likeness(phones=("+8613812342207",)))] == [
        wang_fang
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"name": "单丽", "pinyin": "shanli", "other_pinyin": "danli"},
            {"name": "单莉"},
        ),
        ({"name": "王芳"}, {"name": "王芳", "birth_on": None}),
        ({"name": "王芳", "birth_on": None}, {"name": "王芳"}),
        ({"name": "王芳"}, {"name": "王芳"}),
        ({"name": "王芳"}, {"name": "李芳"}),
        ({"name": "王芳"}, {"name": "王芳", "birth_on": date(1990, 1, 1)}),
    ],
)
def test_likeness_is_the_same_from_either_side(dongyuan, one, other):
    pair = []
    for number, fields in enumerate([one, other]):
        patient = enrolled(dongyuan, str(number), **{"birth_on": BORN} | fields)
        patient.sound()
        patient.save()
        pair.append(patient)

    there = found(likeness_of(pair[0]), but=[pair[0].pk])
    back = found(likeness_of(pair[1]), but=[pair[1].pk])

    assert [c.reasons for c in there] == [c.reasons for c in back]
    assert [c.patient for c in there] == ([pair[1]] if there else [])


def test_every_look_up_is_capped_and_few(dongyuan, django_assert_max_num_queries):
    for number in range(40):
        reached(enrolled(dongyuan, str(number), "王芳"), "+8613900002222")

    with django_assert_max_num_queries(5):
        shown = found(Likeness(name="王芳", phones=("+8613900002222",)))

    assert len(shown) == 6
