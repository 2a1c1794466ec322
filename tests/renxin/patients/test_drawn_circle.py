import pytest

from renxin.patients.drawn_circle import MOST, drawn, short
from renxin.patients.page import Neighbour


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("贺正阳", "正阳"),
        ("王芳", "王芳"),
        ("古丽·巴哈尔", "古丽"),
        ("张*明", "*明"),
        ("John Smith", "JS"),
        ("", ""),
    ],
)
def test_a_disc_holds_the_name_people_call_one_by(name, said):
    assert short(name) == said


def test_who_is_kin_and_was_brought_here_stands_there_once():
    both = [
        Neighbour(7, "贺正阳", "Husband", is_kin=True),
        Neighbour(7, "贺正阳", "brought them"),
    ]

    (spot,) = drawn("王芳", both).spots

    assert (spot.label, spot.is_kin) == ("Husband, brought them", True)


def test_a_circle_of_nobody_is_not_drawn():
    assert drawn("王芳", []) is None


@pytest.mark.parametrize("count", [1, 2, 3, MOST, MOST + 4])
def test_everybody_stands_in_a_place_of_their_own_inside_the_drawing(count):
    picture = drawn("王芳", [Neighbour(n, "贺正阳", "丈夫") for n in range(count)])

    places = {(spot.x, spot.y) for spot in picture.spots}
    assert len(places) == min(count, MOST)
    assert all(spot.label_y < picture.tall for spot in picture.spots)
    assert 0 < picture.middle.y < picture.tall
    assert len(picture.told) == count
