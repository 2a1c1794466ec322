from renxin.voice.wordings.filling import fill, values_of
from renxin.voice.wordings.shipped import all_shipped
from tests.renxin.voice.conftest import written


def test_blanks_are_filled_and_nothing_is_worked_out():
    text = "{clinic} {{7*7}} {0.__class__} {rocket}"

    assert fill(text, {"clinic": "东院"}) == "东院 {{7*7}} {0.__class__} {rocket}"


def test_what_is_filled_in_is_not_read_again():
    assert fill("{clinic}", {"clinic": "{code}", "code": "428170"}) == "{code}"


def test_a_reminder_names_the_time_there_and_no_whole_name(wang_fang, dongyuan):
    dongyuan.phone = "0099-5550 0101"
    message = written(wang_fang, dongyuan)

    values = values_of(message) | {"link": "https://renxin.example/k"}
    sent = fill(all_shipped()["EVE"].zh, values)

    assert "王*" in sent
    assert "王芳" not in sent
    assert "12:00" in sent
    assert "李予安" in sent
    assert "https://renxin.example/k" in sent


def test_who_chose_english_is_written_to_in_english(wang_fang, dongyuan):
    message = written(wang_fang, dongyuan, language="en")

    sent = fill(all_shipped()["EVE"].en, values_of(message))

    assert "Tue 3 Mar, 12:00 with 李予安" in sent
