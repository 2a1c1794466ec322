import hashlib
import json
from datetime import date

import pyarrow.parquet as pq

from renxin.demo.write import write

UNTIL = date(2026, 11, 21)


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        write(tmp_path / name, seed=4, patients=700, years=1, until=UNTIL)

    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_the_truth_lies_beside_the_tables(tmp_path):
    rows = write(tmp_path, seed=4, patients=700, years=1, until=UNTIL)

    told = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert told["gateway"] == "sink"
    assert told["parameters"]["leaving"]["reasons"]["TRUST"] == 0.46
    assert sum(told["counts"]["generations"].values()) == 700
    assert pq.read_metadata(tmp_path / "visits.parquet").num_rows == rows["visits"]
    assert pq.read_metadata(tmp_path / "truth" / "doctors.parquet").num_rows == 6


def test_words_are_plain_text_to_every_reader(tmp_path):
    write(tmp_path, seed=4, patients=300, years=1, until=UNTIL)

    schema = pq.read_schema(tmp_path / "visits.parquet")
    assert str(schema.field("clinic").type) == "string"
