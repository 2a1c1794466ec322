import pytest

from renxin.patients import numbers


@pytest.mark.django_db
def test_numbers_begin_with_the_year_and_never_repeat():
    first = numbers.issue(year=2026, count=3)
    then = numbers.issue(year=2026)

    assert all(number.startswith("2026") for number in first)
    assert len({*first, *then}) == 4


def test_a_number_an_import_brought_is_passed_over(wang_fang):
    coming = int(numbers.issue(year=2026)[0].removeprefix("2026")) + 1
    wang_fang.number = f"2026{coming:04d}"
    wang_fang.save()

    assert numbers.issue(year=2026) != [wang_fang.number]
