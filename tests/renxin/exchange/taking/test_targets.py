"""How the journal tells of what a file brought."""

from renxin.booking.models import Appointment, Outcome
from renxin.journal.models import Entry
from tests.cast import NOON


def test_nothing_is_told_of_a_day_that_has_not_come(bring):
    bring(
        "预约编号,患者编号,预约时间,状态\n"
        "a1,1,2030-05-01 09:00,\n"
        "a2,2,2030-05-02 09:00,患者取消\n"
    )

    starts = [appointment.starts_at.year for appointment in Appointment.objects.all()]
    assert starts == [2030, 2030]
    assert {entry.at for entry in Entry.objects.all()} == {NOON}
    assert Outcome.objects.get().at == NOON
