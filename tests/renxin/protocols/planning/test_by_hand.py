from datetime import timedelta

from renxin.journal.models import Entry
from renxin.protocols.models import ProtocolEnrolment
from renxin.protocols.planning.by_hand import put_on
from tests.cast import NOON
from tests.renxin.protocols.protocols import on, text


def test_pressed_twice_in_a_minute_they_are_put_on_it_and_told_of_once(
    dongyuan, doctor_li, wang_fang, xiaodou
):
    protocol = on(text(), doctor_li).protocol
    both = [(wang_fang, dongyuan), (wang_fang, dongyuan)]
    assert put_on(protocol, both, by=doctor_li, at=NOON) == 1

    more = [(wang_fang, dongyuan), (xiaodou, dongyuan)]
    later = NOON + timedelta(seconds=9)
    assert put_on(protocol, more, by=doctor_li, at=later) == 1

    told = Entry.objects.filter(fact="protocols.put_on").count()
    assert ProtocolEnrolment.objects.count() == told == 2
