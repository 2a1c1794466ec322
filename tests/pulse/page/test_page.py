import re
from datetime import date
from html.parser import HTMLParser

import pytest

from pulse import Period, report
from pulse.engines import duckdb
from pulse.page import page
from tests.pulse.cast import THIS_YEAR, visit, written


@pytest.fixture(scope="module")
def told(clinic_years):
    return report(duckdb.open(clinic_years), THIS_YEAR, by=("clinic",))


class Reader(HTMLParser):
    """Notes what is fetched, what is drawn, and whether tags close."""

    def __init__(self):
        super().__init__()
        self.open, self.fetched, self.drawn = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.fetched += [value for name, value in attrs if name in {"src", "href"}]
        self.drawn += tag == "svg"
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_fetches_nothing(told, lang):
    reader = Reader()
    reader.feed(page(told, lang))

    assert (reader.open, reader.fetched) == ([], [])
    assert reader.drawn > 10


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_has_a_sentence_and_a_table_behind_it(told, lang):
    pictures = re.findall(r"<figure.*?</figure>", page(told, lang), re.DOTALL)

    assert len(pictures) >= 8
    for picture in pictures:
        assert re.search(r"</figcaption><p>[^<]{8,}</p>", picture)
        assert re.search("<details[^>]*><summary>", picture)


def test_a_rate_is_never_shown_without_its_whole(told):
    html = page(told, "zh")
    figure = told.whole("K07")

    assert f"{figure.part:,} / {figure.whole:,} 次" in html


def test_the_english_page_holds_no_chinese_but_the_data(told):
    html = re.sub(
        r"东院|河西|医保|自费|商业保险|召回一|挽回|[李王赵]|[甲乙丙]|仁",
        "",
        page(told, "en"),
    )

    assert re.findall(r"[一-鿿]+", html) == []


def test_what_comes_from_a_table_is_escaped(tmp_path):
    rows = [visit("<b>甲</b>", "2024-03-01", clinic="<script>x</script>")]
    lake = written(tmp_path, {"visits": [*rows, visit("乙", "2025-12-31")]})

    html = page(report(duckdb.open(lake), THIS_YEAR, by=("clinic",)), "zh")

    assert "<script" not in html
    assert "&lt;b&gt;甲&lt;/b&gt;" in html


def test_the_claims_are_called_claims(told):
    assert "流传说法" in page(told, "zh")
    assert "without a source" in page(told, "en")


def test_a_page_of_almost_nothing_still_stands(tmp_path):
    lake = written(tmp_path, {"visits": [visit("甲", "2025-03-01")]})
    told = report(duckdb.open(lake), Period(date(2025, 3, 1), date(2025, 4, 1)))

    assert "没有可数的" in page(told, "zh")
    assert "nobody can have been lost" in page(told, "en")
