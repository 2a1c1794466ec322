import pytest

from renxin.protocols.language.reading import LARGEST, Unreadable, read


def refused(text: str) -> tuple[int, str]:
    with pytest.raises(Unreadable) as caught:
        read(text)
    problem = caught.value.problems[0]
    return problem.line, str(problem.sentence)


def test_words_stay_words_and_only_whole_numbers_are_numbers():
    value = read("a: no\nb: 12\nc: 1.5\nd: 2026-03-02\ne: '12'\nf: true\ng: ~")

    assert value.plain == {
        "a": "no",
        "b": 12,
        "c": "1.5",
        "d": "2026-03-02",
        "e": "12",
        "f": True,
        "g": "~",
    }


def test_every_value_knows_its_line():
    value = read("a: 1\nb:\n  - x\n  - y\n")

    assert value.lines == {"a": 1, "b": 2}
    assert [one.line for one in value.table["b"].items] == [3, 4]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

    assert refused(bomb)[0] == 1


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['true']",
        "a: !!binary aGk=",
        "!mine\na: 1",
        "a: !!str 1",
    ],
)
def test_no_tag_is_read(text: str):
    assert refused(text)[0] == 1


def test_what_is_too_long_too_deep_or_too_much_is_refused():
    assert refused("a: " + "x" * LARGEST)[0] == 1
    assert refused("[" * 20 + "]" * 20)[0] == 1
    assert refused("\n".join(f"k{n}: [1, 2, 3]" for n in range(2000)))[0] > 1


def test_one_text_is_one_protocol():
    assert refused("a: 1\n---\nb: 2\n")[0] == 2


def test_the_same_name_twice_is_named_in_its_line():
    line, sentence = refused("a: 1\nb: 2\na: 3\n")

    assert line == 3
    assert "a" in sentence


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a: 1\nb: [1, 2", 2),
        ("a: 'x\nb: 1", 2),
        ("a: 1\n\tb: 2", 2),
        ("a: b: c", 1),
        ("? [x]\n: 1", 1),
        ("a: \x00", 1),
        ("%YAML 9.9\n---\na: 1", 1),
    ],
)
def test_what_cannot_be_read_says_where(text: str, line: int):
    assert refused(text)[0] == line
