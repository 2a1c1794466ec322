import narwhals as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pulse.fetch import fetched, one
from pulse.share import Against, Share, together


def frame(rows):
    schema = {"clinic": pl.String, "missed": pl.Boolean}
    return nw.from_native(pl.LazyFrame(rows, schema=schema, orient="row"))


def share(rows):
    return Share(frame(rows), nw.col("missed"))


def test_a_share_is_a_part_and_a_whole():
    told = one(share([("东院", True), ("东院", False), ("河西", True)]).by())

    assert (told["part"], told["whole"]) == (2, 3)


def test_of_nobody_there_is_a_part_of_nothing_and_no_more():
    told = one(share([]).by())

    assert (told["part"], told["whole"]) == (0, 0)


def test_what_cannot_be_told_is_not_the_part():
    told = one(share([("东院", None), ("东院", True)]).by())

    assert (told["part"], told["whole"]) == (1, 2)


def test_shares_of_the_same_rows_are_counted_in_one_pass():
    rows = frame([("东院", True), ("东院", False)])
    missed, came = Share(rows, nw.col("missed")), Share(rows, ~nw.col("missed"))

    told = one(together({"A": missed, "B": came}, ()))

    assert (told["A part"], told["B part"], told["A whole"]) == (1, 1, 2)


def test_some_against_all_answers_as_a_share_does():
    rows = frame([("东院", True), ("东院", False), ("河西", False)])
    some = rows.filter(nw.col("missed"))
    against = Against(some=some, of=rows, named=rows, key="clinic")

    told = {
        row["clinic"]: (row["part"], row["whole"])
        for row in fetched(against.by("clinic"))
    }

    assert told == {"东院": (1, 2), "河西": (0, 1)}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["东院", "河西", None]), st.sampled_from([True, False, None])
    )
)


@given(ROWS)
def test_a_share_lies_between_none_and_all(rows):
    told = one(share(rows).by())

    assert 0 <= told["part"] <= told["whole"] == len(rows)


@given(ROWS)
def test_groups_add_up_to_the_whole(rows):
    groups, whole = fetched(share(rows).by("clinic")), one(share(rows).by())

    assert sum(row["part"] for row in groups) == whole["part"]
    assert sum(row["whole"] for row in groups) == whole["whole"]
