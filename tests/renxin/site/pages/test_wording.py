import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from renxin.site.home import CHECKOUT
from renxin.site.pages.wording import script_words, time_left

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TABLE = json.loads((CHECKOUT / "web" / "tests" / "time-left.json").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["says"])
def test_server_and_browser_tell_lateness_in_the_same_words(row):
    moment = NOON + timedelta(seconds=row["seconds"])

    with translation.override("en"):
        assert time_left(moment, now=NOON) == row["says"]


def test_lateness_is_told_in_chinese():
    with translation.override("zh-hans"):
        assert time_left(NOON - timedelta(minutes=12), now=NOON) == "迟 12 分"


def test_every_word_a_script_says_is_sent_to_it():
    sources = (CHECKOUT / "web" / "src").rglob("*.ts")
    text = "".join(path.read_text("utf-8") for path in sources)

    known = json.loads(script_words())

    for key in known:
        spoken = key if "-" not in key else key.split("-", maxsplit=1)[0]
        assert spoken in text, key
