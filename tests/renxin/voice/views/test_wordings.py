import pytest
from django.test import Client
from django.urls import reverse

from renxin.staff.roles import Role
from renxin.voice.models import WordingVersion
from renxin.voice.wordings.library import spoken
from tests.cast import NOON, employed, signed_in
from tests.renxin.voice import words

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}
EVE = ("EVE", "ANY")


@pytest.fixture
def xi(dongyuan):
    return employed("xi", "林溪", Role.CARE, dongyuan)


@pytest.fixture
def lu(dongyuan):
    return employed("lu", "白露", Role.COMPLIANCE, dongyuan)


def desk_of(staff):
    staff.language = "en"
    staff.save()
    return signed_in(Client(), staff)


@pytest.fixture
def writing(xi):
    return desk_of(xi)


@pytest.fixture
def reviewing(lu):
    return desk_of(lu)


def to(name, *args):
    return reverse(f"wordings:{name}", args=args)


def typed(**more):
    draft = words.PLAIN
    return {"zh": draft.zh, "en": draft.en, "expires_on": "", "after": 0} | more


def text_of(answer):
    return answer.content.decode()


def test_a_new_house_sees_every_topic_as_it_came(writing):
    page = text_of(writing.get(to("index")))

    assert "Reminder on the day before" in page
    assert "as it came" in page
    assert "Nothing said yet" not in page


def test_a_topic_is_found_by_a_part_of_its_name(writing):
    page = text_of(writing.get(to("index"), {"q": "rp-ext"}))

    assert "Extraction: next day" in page
    assert "Reminder on the day before" not in page


def test_the_law_is_asked_while_one_types(writing):
    answer = writing.post(
        to("look"), typed(zh="五星好评送券，無 痛", surface="svc"), **HTMX
    )

    found = text_of(answer)
    assert "reward for a review" in found
    assert "read as “无痛”" in found
    assert "Anti-Unfair Competition Law 9" in found
    assert "under local anaesthesia" in found
    assert not WordingVersion.objects.exists()


@pytest.mark.parametrize("surface", ["", "nowhere", "ad"])
def test_where_nothing_is_known_the_strictest_rules_hold(writing, surface):
    answer = writing.post(to("look"), typed(zh="种植牙", surface=surface))

    assert "Cannot be said" in text_of(answer)


def test_ten_thousand_signs_are_looked_at_in_part(writing):
    answer = writing.post(to("look"), typed(zh="保证" * 5000, surface="svc"))

    assert answer.status_code == 200


def test_ten_thousand_signs_are_kept_by_nobody(writing):
    answer = writing.post(to("next", *EVE), typed(zh="好" * 10_000))

    assert answer.status_code == 422
    assert not WordingVersion.objects.exists()


def test_better_words_are_offered_where_a_key_may_put_them(writing):
    found = text_of(
        writing.post(to("look"), typed(zh="我们保证治愈", surface="svc"), **HTMX)
    )

    assert '<better-words for="id_zh" start="2" raw="保证治愈"' in found
    assert "Use “医生检查后和您商量方案、风险和预期”" in found
    assert 'id="found-said" role="status"' in found


@pytest.mark.parametrize("odd", ["{{7*7}}", "{0.__class__}", "<b>x</b>{% now %}"])
def test_what_looks_like_code_stays_text(writing, odd):
    writing.post(to("next", *EVE), typed(zh=f"【{{clinic}}】您好 {odd}"))

    page = text_of(writing.get(to("show", *EVE)))

    assert "49" not in page.partition("<main")[2].partition("paper")[2][:200]
    assert "<b>x</b>" not in page
    assert WordingVersion.objects.get(number=2).zh.endswith(odd)


def test_words_are_written_looked_over_and_said(writing, reviewing, lu):
    writing.post(to("next", *EVE), typed())
    own = WordingVersion.objects.get(number=2)
    assert "To look over·1" in text_of(reviewing.get(to("index")))
    assert "Waits for a second person" in text_of(reviewing.get(to("show", *EVE)))

    reviewing.post(to("approval", *EVE), {"version": 2, "reason": ""})

    assert own.review.by == lu
    page = text_of(reviewing.get(to("show", *EVE)))
    assert "Said now, version 2" in page


def test_what_came_with_the_house_is_looked_over_as_it_is(reviewing):
    reviewing.post(to("approval", *EVE), {"version": "", "reason": ""})

    assert WordingVersion.objects.get().shipped == 1
    assert "Said now, version 1" in text_of(reviewing.get(to("show", *EVE)))


def test_words_go_back_with_a_reason(writing, reviewing):
    writing.post(to("next", *EVE), typed())

    without = reviewing.post(to("return", *EVE), {"version": 2, "why": ""}, **HTMX)
    reviewing.post(to("return", *EVE), {"version": 2, "why": "太硬"}, **HTMX)

    assert without.status_code == 422
    assert "白露 sent it back: 太硬" in text_of(writing.get(to("show", *EVE)))


def test_withdrawn_words_are_said_no_more(reviewing):
    reviewing.post(to("withdrawal", *EVE), {"why": "先不发"}, **HTMX)

    assert spoken("EVE", "SMS", "zh-hans", at=NOON.replace(year=2030)) is None
    page = text_of(reviewing.get(to("show", *EVE)))
    assert "Nothing is said on this now" in page
    again = reviewing.post(to("withdrawal", *EVE), {"why": "再来"}, **HTMX)
    assert again.status_code == 422


@pytest.mark.parametrize("read", ["", "1", "9" * 5000])
def test_words_approved_meanwhile_are_not_withdrawn_unread(writing, reviewing, read):
    writing.post(to("next", *EVE), typed())
    reviewing.post(to("approval", *EVE), {"version": 2, "reason": ""})
    assert 'name="version" value="2"' in text_of(reviewing.get(to("withdrawal", *EVE)))

    told = {"why": "先不发", "version": read}
    answer = reviewing.post(to("withdrawal", *EVE), told, **HTMX)

    assert answer.status_code == 422
    assert "Said now, version 2" in text_of(reviewing.get(to("show", *EVE)))


def test_a_topic_of_our_own_begins_with_its_first_words(writing):
    told = typed() | {
        "topic": "OWN_HELLO",
        "channel": "SMS",
        "surface": "svc",
        "role": "",
        "title_zh": "问候",
        "title_en": "A greeting",
    }
    writing.post(to("new"), told)

    assert "A greeting" in text_of(writing.get(to("index")))
    again = writing.post(to("new"), told)
    assert again.status_code == 422
    assert "on this topic for this channel already" in text_of(again)
    bad = writing.post(to("new"), told | {"topic": "own hello"})
    assert "Capital letters" in text_of(bad)


def test_two_who_write_at_once_are_told(writing):
    writing.post(to("next", *EVE), typed())

    answer = writing.post(to("next", *EVE), typed(after=1))

    assert answer.status_code == 409


def test_the_front_desk_reads_and_does_not_write(dongyuan):
    desk = signed_in(Client(), employed("qian", "小钱", Role.GREETER, dongyuan))

    assert desk.get(to("index")).status_code == 200
    assert desk.get(to("show", *EVE)).status_code == 200
    assert desk.get(to("next", *EVE)).status_code == 403
    assert desk.post(to("approval", *EVE), {"version": ""}).status_code == 403


@pytest.mark.parametrize("where", [("NO_SUCH", "ANY"), ("EVE", "SMOKE")])
def test_an_unknown_topic_is_not_found(writing, where):
    assert writing.get(to("show", *where)).status_code == 404


def test_the_library_is_read_in_few_queries(writing, django_assert_max_num_queries):
    writing.post(to("next", *EVE), typed())

    with django_assert_max_num_queries(14):
        writing.get(to("index"))
    with django_assert_max_num_queries(14):
        writing.get(to("show", *EVE))
