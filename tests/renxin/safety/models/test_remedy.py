import pytest

from renxin.journal.models import Entry
from renxin.safety.models import Remedy
from renxin.safety.refusals import DoneAlready
from renxin.staff.roles import Role
from tests.cast import NOON, TODAY


@pytest.fixture
def remedy(dongyuan, he):
    return Remedy.owe(dongyuan, "水路重新冲洗", due_on=TODAY, by=he, at=NOON)


def test_the_manager_owes_it_until_it_is_put_right(remedy, manager_gu):
    assert remedy.owner_role == Role.MANAGER
    assert list(Remedy.objects.open()) == [remedy]

    done = remedy.put_right(note="已冲洗两分钟", by=manager_gu, at=NOON)

    assert (done.by, done.note) == (manager_gu, "已冲洗两分钟")
    assert not Remedy.objects.open().exists()
    told = Entry.objects.get(fact="safety.put_right")
    assert told.particulars == {"remedy_id": remedy.pk}


def test_it_is_put_right_once(remedy, manager_gu):
    remedy.put_right(by=manager_gu, at=NOON)

    with pytest.raises(DoneAlready):
        remedy.put_right(by=manager_gu, at=NOON)
