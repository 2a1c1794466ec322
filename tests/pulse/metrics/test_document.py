from pathlib import Path

from pulse.metrics.document import as_markdown

PAPER = Path(__file__).parents[3] / "docs" / "metrics.md"


def test_the_catalogue_on_paper_is_fresh():
    assert PAPER.read_text("utf-8") == as_markdown(), "run `pulse metrics`"
