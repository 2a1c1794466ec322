from renxin.journal.models import Entry
from renxin.patients.models import ContactPoint, Reach
from tests.cast import NOON


def test_one_phone_serves_a_family_and_belongs_to_no_one(wang_fang, xiaodou):
    assert ContactPoint.objects.count() == 1
    assert {reach.whose for reach in Reach.objects.all()} == {"OWN", "MOTHER"}


def test_a_phone_given_twice_is_kept_once(wang_fang, greeter_lin):
    for _ in range(2):
        Reach.add(wang_fang, "+8613911115678", whose="OWN", by=greeter_lin, at=NOON)

    assert wang_fang.reaches.count() == 2
    assert Entry.objects.filter(fact="patients.reached").count() == 1


def test_the_second_phone_is_called_second(wang_fang, greeter_lin):
    second = Reach.add(
        wang_fang, "+8613911115678", whose="SPOUSE", by=greeter_lin, at=NOON
    )

    assert second.rank == 2
    assert second.contact_point.backwards == "8765111193168+"


def test_a_phone_given_up_may_come_back(wang_fang, greeter_lin):
    wang_fang.reaches.get().end(by=greeter_lin, at=NOON)

    Reach.add(wang_fang, "+8613812342207", whose="OWN", by=greeter_lin, at=NOON)

    assert wang_fang.reaches.filter(ended_at=None).count() == 1
    assert wang_fang.reaches.count() == 2


def test_giving_up_a_phone_leaves_the_childs_alone(wang_fang, xiaodou, greeter_lin):
    wang_fang.reaches.get().end(by=greeter_lin, at=NOON)

    assert xiaodou.reaches.get().ended_at is None
