import pytest
from django.utils import translation

from renxin.site import papers


@pytest.mark.parametrize("name", sorted(papers.PAPERS))
def test_a_paper_written_by_the_code_is_fresh(name):
    with translation.override("en"):
        written = papers.PAPERS[name]()

    assert (papers.DOCS / name).read_text("utf-8") == written, "run `make docs`"
