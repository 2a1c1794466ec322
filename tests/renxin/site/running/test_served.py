import json
import subprocess
import sys

FOR_FIGURES = {"duckdb", "narwhals", "numpy", "pandas", "polars", "pulse", "pyarrow"}
FOR_FILES = {"python_calamine", "xlsxwriter"}
FOR_NAMES = {"pypinyin"}

ASK = """
import json, sys
from renxin.site.running import served
served.preload()
print(json.dumps(sorted(sys.modules)))
"""


def test_the_first_page_waits_for_no_library_it_does_not_use(tmp_path, monkeypatch):
    monkeypatch.setenv("RENXIN_HOME", str(tmp_path))

    said = subprocess.run(
        [sys.executable, "-c", ASK], stdout=subprocess.PIPE, text=True, check=True
    )

    loaded = set(json.loads(said.stdout))
    assert not loaded & (FOR_FIGURES | FOR_FILES | FOR_NAMES)
