import pytest

from renxin.patients.merge import merge
from renxin.patients.models import Relation
from renxin.staff.models import Look
from tests.cast import NOON, enrolled, reached, signed_in

PAGES = ["", "aside/", "timeline/", "looks/", "edit/"]
# Beside the record stands a card of every storey above.
MOST = {"aside/": 22}


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def page(client, patient, part=""):
    return client.get(f"/patients/{patient.pk}/{part}")


def test_the_page_says_who_this_is_and_masks_the_number(desk, wang_fang):
    shown = page(desk, wang_fang).content.decode()

    assert "王芳" in shown
    assert "138****2207" in shown
    assert "13812342207" not in shown
    assert "Make a promise" in shown


def test_every_look_at_the_page_is_written_down(desk, wang_fang, english_desk):
    page(desk, wang_fang)

    look = Look.objects.get()
    assert (look.staff, look.patient_id, look.what) == (
        english_desk,
        wang_fang.pk,
        "PAGE",
    )


@pytest.mark.parametrize("part", PAGES)
def test_another_clinics_patient_is_not_there(client, wang_fang, outsider_zhao, part):
    signed_in(client, outsider_zhao)

    assert page(client, wang_fang, part).status_code == 404
    assert not Look.objects.exists()


@pytest.mark.parametrize("part", PAGES)
def test_a_page_takes_few_queries_however_much_is_on_it(
    desk, wang_fang, dongyuan, django_assert_max_num_queries, part
):
    for number in range(8):
        child = enrolled(dongyuan, f"K{number}", f"王小{number}")
        Relation.objects.create(person=wang_fang, of=child, kind="MOTHER")
        reached(wang_fang, f"+861391111567{number}")
    page(desk, wang_fang)

    with django_assert_max_num_queries(MOST.get(part, 17)):
        assert page(desk, wang_fang, part).status_code == 200


def test_a_merged_record_leads_to_the_one_that_is_kept(
    desk, wang_fang, xiaodou, manager_gu, dongyuan
):
    middle = enrolled(dongyuan, "9", "王芳")
    merge(kept=middle, merged=xiaodou, by=manager_gu, at=NOON)
    merge(kept=wang_fang, merged=middle, by=manager_gu, at=NOON)

    answer = page(desk, xiaodou)

    assert answer.status_code == 302
    assert answer["Location"] == f"/patients/{wang_fang.pk}/"


def test_the_list_shows_whom_i_opened_and_who_is_new(desk, wang_fang, xiaodou):
    page(desk, wang_fang)

    context = desk.get("/patients/").context

    assert context["lately"] == [wang_fang]
    assert context["newest"] == [xiaodou, wang_fang]


def test_the_list_goes_on_from_where_the_last_page_ended(desk, wang_fang, xiaodou):
    context = desk.get(f"/patients/?before={xiaodou.pk}").context

    assert context["newest"] == [wang_fang]


def test_the_list_finds_as_the_finder_does(desk, wang_fang, xiaodou):
    assert desk.post("/patients/", {"q": "wf"}).context["found"] == [wang_fang]


@pytest.mark.parametrize("typed", ["", "w"])
def test_the_list_takes_few_queries(
    desk, dongyuan, django_assert_max_num_queries, typed
):
    for number in range(40):
        patient = enrolled(dongyuan, f"N{number}", "王芳", initials="wf", pinyin="wang")
        reached(patient, f"+86139111156{number:02d}")
    desk.post("/patients/", {"q": typed})

    with django_assert_max_num_queries(13):  # two of them are the command's own
        assert desk.post("/patients/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("name", ["<script>x()</script>王", '"><img src=x on=x()>'])
def test_a_name_is_text_whatever_it_is_made_of(desk, wang_fang, name):
    wang_fang.name = name
    wang_fang.save()

    pages = [desk.get(f"/patients/{wang_fang.pk}/"), desk.get("/patients/")]
    for page in [*pages, desk.post("/finder/", {"q": "2207"})]:
        shown = page.content.decode()
        assert "<script>x" not in shown
        assert "<img src=x" not in shown


def test_more_of_the_line_comes_as_lines_alone(desk, wang_fang):
    more = page(desk, wang_fang, "timeline/?before=2026-03-02T00:00:00Z_1")

    assert "<header>" not in more.content.decode()


def test_an_open_page_listens_for_its_patient_and_asks_for_the_newest(desk, wang_fang):
    shown = page(desk, wang_fang).content.decode()
    asked = page(desk, wang_fang, "timeline/?show=all&down_to=").content.decode()

    assert f'on="patient-{wang_fang.pk} "' in shown
    assert "<live-region" not in asked
    assert 'class="seg"' in asked
