from hypothesis import given
from hypothesis import strategies as st

from renxin.exchange.taking.verdict import difference

FIELDS = st.dictionaries(st.integers(0, 24), st.binary(min_size=4, max_size=4))


def digest(fields):
    return b"".join(bytes([field]) + fields[field] for field in sorted(fields))


@given(FIELDS, FIELDS)
def test_a_field_counts_as_changed_where_it_says_something_else_now(before, now):
    mask, merged = difference(digest(before), digest(now))

    changed = {field for field in now if before.get(field) != now[field]}
    assert mask == sum(1 << field for field in changed)
    assert merged == digest(before | now)


@given(FIELDS)
def test_the_same_row_again_is_no_change(fields):
    assert difference(digest(fields), digest(fields)) == (0, digest(fields))
