"""R11 and R13: a file that leaves runs nothing and leaves with one person."""

import csv
import io
import zipfile

import pytest
from django.conf import settings
from django.urls import reverse

from renxin.exchange import refused
from renxin.exchange.cells import guarded, unguarded
from renxin.patients.models import Patient
from renxin.scorecard.models import Export
from renxin.scorecard.workbook import Sheet, workbook
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.security.reading import body

RUN = "cmd|'/c calc'!A1"
FORMULAE = [
    *(f"{sign}{RUN}" for sign in "=+-@"),
    *(f"{blank}={RUN}" for blank in "\t\r\n \u00a0\u200b\ufeff\u3000"),
    *(f"{sign}{RUN}" for sign in "＝＋－＠"),
    f"'={RUN}",
    f'"={RUN}',
]


@pytest.mark.parametrize("formula", FORMULAE, ids=repr)
def test_no_cell_of_a_csv_begins_a_formula(formula):
    cell = guarded(formula)

    # What a program strips before it looks: quotes of CSV, blanks seen and unseen.
    bare = cell.strip('"\t\r\n \u00a0\u200b\ufeff\u3000')
    assert bare[0] not in "=+-@＝＋－＠"
    assert unguarded(cell) == formula


@pytest.mark.parametrize("formula", FORMULAE, ids=repr)
def test_no_cell_of_a_workbook_is_a_formula(formula):
    file = workbook([Sheet(formula, [formula], [[formula]])])

    with zipfile.ZipFile(io.BytesIO(file)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        links = [name for name in book.namelist() if "externalLink" in name]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert not links


def test_a_patient_named_as_a_formula_stays_words_in_the_figures(house):
    Patient.objects.filter(pk=house["own"]["patient"].pk).update(name=f"={RUN}")

    answer = house["desks"]["MANAGER"].post(
        reverse("scorecard:exports"),
        {"list": "key-visits", "over": "month", "everyone": "1"},
    )

    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        told = {name: book.read(name).decode() for name in book.namelist()}
    assert "calc" in told["xl/sharedStrings.xml"]
    assert not [name for name, text in told.items() if "<f>" in text]


def test_the_rows_to_correct_hold_no_formula(house):
    taken = house["own"]["import"]
    rows = [["病历号", "姓名"], *([formula, "王芳"] for formula in FORMULAE)]
    said = [("2", "姓名", f"={RUN}")] * len(FORMULAE)
    path = refused.file_of(taken, "patients")

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(refused._lines(iter(rows), iter(said)))

    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > len(FORMULAE) * 4
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝")]


# R12, R13 ----------------------------------------------------------------------
def rows_to_correct(house):
    return reverse("exchange:refused", args=[house["own"]["import"].pk, "patients"])


def test_rows_to_correct_go_to_whoever_sent_the_file_and_to_nobody_else(house):
    url, taken = rows_to_correct(house), house["own"]["import"]
    others = {role: desk.get(url).status_code for role, desk in house["desks"].items()}

    taken.by = house["people"]["MANAGER"]
    taken.save()
    own = house["desks"]["MANAGER"].get(url)

    assert set(others.values()) <= {302, 403, 404}
    assert own.status_code == 200
    assert body(own)


def test_who_lost_the_right_since_gets_no_file(house, client):
    zhao = employed("zhao", "赵海", Role.MANAGER, house["clinic"])
    taken = house["own"]["import"]
    taken.by = zhao
    taken.save()
    desk = signed_in(client, zhao)
    assert body(desk.get(rows_to_correct(house)))

    zhao.posts.update(role=Role.GREETER)

    assert desk.get(rows_to_correct(house)).status_code == 403


def test_figures_leave_only_in_the_answer_to_whoever_asked(house):
    """There is no link to a file of figures that could be passed on."""
    before = Export.objects.count()
    files = set(settings.HOME.rglob("*.xlsx"))

    answer = house["desks"]["MANAGER"].post(
        reverse("scorecard:exports"), {"over": "month"}
    )

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert Export.objects.count() == before + 1
    assert set(settings.HOME.rglob("*.xlsx")) == files
    assert house["desks"]["MANAGER"].get(reverse("scorecard:exports")).status_code in {
        404,
        405,
    }
