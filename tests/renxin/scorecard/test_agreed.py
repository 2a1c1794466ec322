from django.utils import translation

from renxin.scorecard.agreed import agreed
from renxin.scorecard.pictures import Agreed, Pictures


def told(*rows, names=False):
    pictures = Pictures(None, [], {}, None, [Agreed(*one) for one in rows])
    with translation.override("en"):
        return [(str(one.label), one.is_small) for one in agreed(pictures, names=names)]


def test_each_purpose_stands_under_its_name_with_its_whole():
    pictures = Pictures(None, [], {}, None, [Agreed("RECALL", 300, 400)])
    (row,) = agreed(pictures, names=False)

    assert (row.percent, row.part, row.whole) == ("75.0", 300, 400)


def test_of_a_few_nothing_is_told_but_to_whoever_may_see_names():
    assert [small for _, small in told(("RECALL", 4, 400), ("MKT", 200, 400))] == [
        True,
        False,
    ]
    assert not told(("RECALL", 4, 400), names=True)[0][1]


def test_what_another_system_calls_it_is_shown_as_it_is():
    assert told(("NEWSLETTER", 50, 400))[0][0] == "NEWSLETTER"
