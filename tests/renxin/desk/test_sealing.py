import pytest
from cryptography.exceptions import InvalidTag

from renxin.desk.sealing import index_of, seal, unseal


def test_a_sealed_number_opens_only_where_it_was_sealed():
    sealed = seal("990101199003070015", place="document")

    assert unseal(sealed, place="document") == "990101199003070015"
    assert b"990101" not in sealed
    with pytest.raises(InvalidTag):
        unseal(sealed, place="elsewhere")


def test_equal_numbers_have_equal_indexes_for_one_purpose_only():
    one = index_of("990101199003070015", purpose="document")

    assert one == index_of("990101199003070015", purpose="document")
    assert one != index_of("990101199003070015", purpose="phone")
    assert one != index_of("990101199003070023", purpose="document")
