import pytest

from tests.cast import signed_in


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def shown(client, typed):
    return client.post("/finder/", {"q": typed}).content.decode()


def test_two_of_one_name_can_be_told_apart(desk, wang_fang):
    line = shown(desk, "王芳")

    assert f'data-href="/patients/{wang_fang.pk}/"' in line
    assert "Female" in line
    assert "138****2207" in line
    assert "20260001" in line
    assert "13812342207" not in line


def test_pages_and_actions_are_found_by_name_too(desk):
    assert 'data-href="/patients/new/"' in shown(desk, "regis")
    assert 'data-href="/patients/"' in shown(desk, "patients")


def test_pages_are_found_by_pinyin(desk, english_desk):
    english_desk.language = "zh-hans"
    english_desk.save()

    assert 'data-href="/patients/new/"' in shown(desk, "djhz")


def test_a_page_one_may_not_open_is_not_offered(desk):
    assert "figures" not in shown(desk, "figures").replace("“figures”", "")


def test_nobody_of_another_clinic_is_found(client, wang_fang, outsider_zhao):
    signed_in(client, outsider_zhao)

    assert "20260001" not in shown(client, "王芳")


def test_nothing_typed_finds_nothing(desk, wang_fang):
    assert "data-href" not in shown(desk, "")


def test_the_finder_takes_few_queries(
    desk, wang_fang, xiaodou, django_assert_max_num_queries
):
    shown(desk, "w")

    with django_assert_max_num_queries(9):
        shown(desk, "w")
