import pytest

from pulse import figures
from tests.pulse.cast import THIS_YEAR


@pytest.fixture
def counted(opened):
    """One figure of a year, of tables given as rows: its part and its whole."""

    def count(code, **tables):
        one = figures(opened(**tables), THIS_YEAR, codes=[code]).figures[0]
        return one.part, one.whole

    return count
