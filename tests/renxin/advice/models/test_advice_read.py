from renxin.advice.models import AdviceRead
from renxin.journal.models import Entry
from tests.renxin.visits.conftest import after


def test_it_is_told_once_that_the_patient_has_read_it(give):
    given = give()

    first = AdviceRead.tell(given, at=after(60))
    again = AdviceRead.tell(given, at=after(90))

    assert again.at == first.at
    entry = Entry.objects.get(fact="advice.read")
    assert entry.by_id is None
    assert entry.told().by_patient
