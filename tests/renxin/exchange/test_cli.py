"""`renxin import`, as the person at the server types it."""

import json
from pathlib import Path

import pytest

from renxin.exchange import cli
from renxin.patients.models import Patient

ROWS = "患者编号,姓名,手机\n1,王芳,13812342207\n2,李明,12345\n"


@pytest.fixture
def export(tmp_path, dongyuan, read_here):
    path = tmp_path / "patients.csv"
    path.write_text(ROWS, "gb18030")
    return path


def test_the_counts_are_exactly_these(export, capsys):
    code = cli.main(["--kind", "patients", "--json", str(export)])

    said = json.loads(capsys.readouterr().out)
    path = said.pop("refused_file")
    assert code == 0
    assert said == {"rows": 2, "new": 1, "changed": 0, "same": 0, "refused": 1}
    lines = Path(path).read_text("utf-8-sig").splitlines()
    assert lines[1].startswith("2,李明,12345,3,手机,")


def test_a_dry_run_changes_nothing(export, capsys):
    assert cli.main(["--dry-run", "--json", str(export)]) == 0

    assert json.loads(capsys.readouterr().out)["new"] == 1
    assert not Patient.objects.exists()


def test_without_json_there_is_a_table(export, capsys):
    cli.main(["--language", "en", str(export)])

    said = capsys.readouterr().out
    assert "Patients" in said
    assert "Refused rows:" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--clinic", "nowhere"], "dongyuan"),
        (["--kind", "visits"], "began_at"),
        (["--by", "nobody"], "may not run imports"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_code_is_one(export, capsys, more, said):
    assert cli.main(["--language", "en", *more, str(export)]) == 1

    told = capsys.readouterr().err
    assert any(word in told for word in said.split("|"))


def test_a_file_that_is_not_there_is_named(dongyuan, capsys):
    assert cli.main(["--language", "en", "/nowhere/at/all.csv"]) == 1

    assert "/nowhere/at/all.csv" in capsys.readouterr().err


def test_a_mapping_says_what_the_heading_does_not(
    tmp_path, dongyuan, read_here, capsys
):
    (tmp_path / "odd.txt").write_text("x1|王芳|5/3/1990\nx2|李明|6/3/1990\n")
    (tmp_path / "odd.toml").write_text(
        'kind = "patients"\nsource = "odd"\nid_prefix = "o-"\n'
        '[columns]\npatient_id = "a"\nname = "b"\nbirth_on = "c"\n'
        '[constants]\nchannel = "自然到店"\n[dates]\norder = "dmy"\n'
        '[file]\nheader = ["a", "b", "c"]\n'
    )

    code = cli.main(
        ["--map", str(tmp_path / "odd.toml"), "--json", str(tmp_path / "odd.txt")]
    )

    assert code == 0
    wang = Patient.objects.get(name="王芳")
    assert (wang.birth_on.isoformat(), wang.channel) == ("1990-03-05", "自然到店")


def test_two_clinics_must_be_told_apart(export, hexi, capsys):
    assert cli.main(["--language", "en", str(export)]) == 1
    assert cli.main(["--clinic", "hexi", str(export)]) == 0

    assert Patient.objects.get().enrolments.get().clinic == hexi
