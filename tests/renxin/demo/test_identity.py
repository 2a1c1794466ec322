import re

import numpy as np
import phonenumbers

from renxin.demo.identity import (
    TEST_AREA,
    check_digits,
    identity_numbers,
    passport_numbers,
    phone_numbers,
)


def test_the_check_digit_is_that_of_the_standard():
    stems = np.array(["11010519491231002", "44052418800101001"])

    assert check_digits(stems).tolist() == ["X", "4"]


def test_every_number_carries_the_test_area_the_birthday_and_the_sex(tables):
    birth = {row["patient_id"]: row for row in tables["patients"]}
    cards = [
        row
        for row in tables["people"]
        if row["document"] and row["document_kind"] == "IDENTITY_CARD"
    ]

    assert len(cards) > 2000
    for row in cards:
        person, number = birth[row["patient_id"]], row["document"]
        assert number.startswith(TEST_AREA)
        assert number[6:14] == person["birth_on"].strftime("%Y%m%d")
        assert (int(number[16]) % 2 == 1) == (person["sex"] == "MALE")
        assert number[17] == check_digits(np.array([number[:17]]))[0]


def test_no_identity_number_is_given_twice_in_a_hundred_districts():
    births = np.repeat(np.arange(3000, 3030), 40)
    male = np.arange(len(births)) % 2 == 0

    numbers = [
        number
        for district in range(100)
        for number in identity_numbers(births, male, district).tolist()
        if number
    ]

    assert len(numbers) == len(set(numbers)) == 30 * 1000


def test_a_phone_number_is_one_that_could_be_dialled():
    numbers = phone_numbers(np.random.default_rng(3), 3000).tolist()

    for number in numbers:
        parsed = phonenumbers.parse(number, "CN")
        assert phonenumbers.is_valid_number(parsed)
        assert phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE


def test_passports_are_of_no_country():
    numbers = passport_numbers(np.random.default_rng(3), 50).tolist()

    assert all(re.fullmatch(r"ZZ\d{7}", number) for number in numbers)
