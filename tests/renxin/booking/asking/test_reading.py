"""What a receptionist types, and what the house understands of it.

It is Tuesday 3 March 2026. Each row: the line, what is said back in words, and the
pieces that are said not to have been understood.
"""

from datetime import date, time

import pytest
from django.utils import translation

from renxin.booking.asking.asked import House
from renxin.booking.asking.reading import read
from renxin.booking.models import Service
from renxin.clinics.models import Clinic, Department
from renxin.staff.models import Staff

TODAY = date(2026, 3, 3)
DONGYUAN = Clinic(pk=1, name="仁心口腔东院", short_name="东院", code="dongyuan")
NAMES = ("李予安", "陈知夏", "沈柏舟", "何芷若", "李小明", "欧阳平", "John Smith")
DOCTORS = [Staff(pk=pk, name=name) for pk, name in enumerate(NAMES, 1)]
DEPARTMENTS = [
    Department(pk=pk, clinic=DONGYUAN, name=name, code=code)
    for pk, (name, code) in enumerate(
        [("牙体牙髓科", "endo"), ("正畸科", "ortho"), ("牙周科", "perio")], 1
    )
]
SERVICES = [
    Service(pk=pk, code=code, name=name, minutes=minutes)
    for pk, (code, name, minutes) in enumerate(
        [
            ("filling", "补牙", 40),
            ("scaling", "超声洁治", 30),
            ("rct", "根管治疗", 60),
            ("implant-1", "种植一期", 120),
            ("implant-2", "种植二期", 60),
            ("review", "复查", 15),
        ],
        1,
    )
]
HOUSE = House(
    clinic=DONGYUAN, doctors=DOCTORS, departments=DEPARTMENTS, services=SERVICES
)

LINES = [
    (
        "40 分钟 李医生或牙体牙髓 下午 周五前",
        [
            "40 minutes",
            "李予安 or 李小明",
            "any of 牙体牙髓科",
            "12:00–18:00",
            "until Thu, March 5",
        ],
        [],
    ),
    (
        (
            "next 40 min with Dr Li or any endodontist, afternoon, before Friday,"
            " not with Chen"
        ),
        [
            "40 minutes",
            "李予安 or 李小明",
            "any of 牙体牙髓科",
            "12:00–18:00",
            "until Thu, March 5",
            "not with 陈知夏",
        ],
        [],
    ),
    ("明天上午 洁治", ["Wed, March 4", "until 12:00", "超声洁治"], []),
    ("下周二 10 点后", ["Tue, March 10", "from 10:00 on"], []),
    ("疼", ["in pain"], []),
    (
        (
            "next 40 minutes with her own doctor or any endodontist, chair and"
            " assistant free, afternoon, before Friday, not with her last dentist"
        ),
        [
            "40 minutes",
            "any of 牙体牙髓科",
            "in a chair",
            "with an assistant",
            "12:00–18:00",
            "until Thu, March 5",
        ],
        [],
    ),
    ("陈知夏 明天 9:30", ["陈知夏", "Wed, March 4", "from 09:30 on"], []),
    ("chenzhixia tomorrow 9:30", ["陈知夏", "Wed, March 4", "from 09:30 on"], []),
    ("Dr. Chen Zhi-xia next Tuesday", ["陈知夏", "Tue, March 10"], []),
    ("沈大夫 种植一期 下周", ["沈柏舟", "种植一期", "Mon, March 9–Sun, March 15"], []),
    ("种植 下周", ["Mon, March 9–Sun, March 15"], ["种植"]),
    (
        "不要陈医生和何医生 今天",
        ["not with 陈知夏", "not with 何芷若", "Tue, March 3"],
        [],
    ),
    (
        "not with Chen or He, today",
        ["not with 陈知夏", "not with 何芷若", "Tue, March 3"],
        [],
    ),
    ("除了陈知夏，牙周都行", ["not with 陈知夏", "any of 牙周科"], []),
    ("她自己的医生 60分钟", ["60 minutes"], []),
    ("换个医生 明天下午3点到5点", ["Wed, March 4", "15:00–17:00"], []),
    ("2点到4点", ["14:00–16:00"], []),
    ("12月99日", [], ["12月99日"]),
    ("2月30日 13点以后", ["from 13:00 on"], ["2月30日"]),
    ("2026-13-45", [], ["2026-13-45"]),
    ("25点", [], ["25点"]),
    ("周五前 25:99", ["until Thu, March 5"], ["25:99"]),
    ("9999-12-31", [], ["9999-12-31"]),
    ("999999999999天后", [], ["999999999999天后"]),
    ("0:30左右", ["until 01:30"], []),
    ("between 2 and 4 pm tomorrow", ["14:00–16:00", "Wed, March 4"], []),
    ("from 2 to 4 on Wed", ["14:00–16:00", "Wed"], []),
    ("9-11点 周三", ["09:00–11:00", "Wed"], []),
    ("before 11am", ["until 11:00"], []),
    ("after 10:30", ["from 10:30 on"], []),
    ("10点半以后", ["from 10:30 on"], []),
    ("at 3pm", ["from 15:00 on"], []),
    ("at 3", ["from 15:00 on"], []),
    ("下午3点左右", ["14:00–16:00"], []),
    ("周一三五 下午", ["Mon, Wed, Fri", "12:00–18:00"], []),
    ("Mon or Thu morning", ["Mon", "Thu", "until 12:00"], []),
    ("周一到周三", ["Mon, Tue, Wed"], []),
    ("Monday to Wednesday", ["Mon, Tue, Wed"], []),
    ("3月5日到8日", ["Thu, March 5–Sun, March 8"], []),
    ("3月5日到3月8日", ["Thu, March 5–Sun, March 8"], []),
    ("3/5", ["Thu, March 5"], []),
    ("5号", ["Thu, March 5"], []),
    ("March 5 to March 8", ["Thu, March 5–Sun, March 8"], []),
    ("5 March", ["Thu, March 5"], []),
    ("周末", ["Sat, Sun"], []),
    ("this weekend", ["Sat, March 7–Sun, March 8"], []),
    ("下周末", ["Sat, March 14–Sun, March 15"], []),
    ("两周内", ["Tue, March 3–Tue, March 17"], []),
    ("within 2 weeks", ["Tue, March 3–Tue, March 17"], []),
    ("3天后", ["from Fri, March 6 on"], []),
    ("in two weeks", ["from Tue, March 17 on"], []),
    ("本月", ["Sun, March 1–Tue, March 31"], []),
    ("一个半小时 根管治疗", ["90 minutes", "根管治疗"], []),
    ("半小时", ["30 minutes"], []),
    ("1.5小时", ["90 minutes"], []),
    ("90min", ["90 minutes"], []),
    ("1h30", ["90 minutes"], []),
    ("half an hour", ["30 minutes"], []),
    ("an hour and a half", ["90 minutes"], []),
    ("四十五分钟", ["45 minutes"], []),
    ("三刻钟", ["45 minutes"], []),
    ("很疼 今天", ["in pain", "Tue, March 3"], []),
    ("toothache today", ["in pain", "Tue, March 3"], []),
    ("不要上午", ["from 12:00 on"], []),
    ("not Monday", ["not on Mon"], []),
    ("不要周一", ["not on Mon"], []),
    ("by Friday", ["until Fri, March 6"], []),
    ("周五为止", ["until Fri, March 6"], []),
    ("after Friday", ["from Sat, March 7 on"], []),
    ("从下周三开始", ["from Wed, March 11 on"], []),
    ("上午或下午", ["until 12:00", "12:00–18:00"], []),
    ("上午或晚上", ["until 12:00"], ["from 17:00 on"]),
    ("晚上7点", ["from 19:00 on"], []),
    ("明早", ["Wed, March 4", "until 12:00"], []),
    ("明晚", ["Wed, March 4", "from 17:00 on"], []),
    ("今晚", ["Tue, March 3", "from 17:00 on"], []),
    ("后天", ["Thu, March 5"], []),
    ("大后天", ["Fri, March 6"], []),
    ("欧阳医生", ["欧阳平"], []),
    ("ouyang", ["欧阳平"], []),
    ("Smith tomorrow", ["John Smith", "Wed, March 4"], []),
    ("Dr Smith", ["John Smith"], []),
    ("最好李予安", ["李予安 first"], []),
    ("preferably Chen, this week", ["陈知夏 first", "Mon, March 2–Sun, March 8"], []),
    ("王芳 40分钟", ["40 minutes"], ["王芳"]),
    ("3 号椅 明天", ["Wed, March 4"], ["3", "号椅"]),
    ("下午2点半", ["from 14:30 on"], []),
    ("李小明医生 20分", ["李小明", "20 minutes"], []),
    ("复查 两周后", ["复查", "from Tue, March 17 on"], []),
    ("每周二 下班后", ["Tue", "from 17:30 on"], []),
    ("10点40分 30分钟", ["from 10:40 on", "30 minutes"], []),
    ("0分钟", [], ["0 minutes"]),
    ("2000分钟", [], ["2000 minutes"]),
    ("李予安或陈知夏", ["李予安", "陈知夏"], []),
    ("orthodontist next week", ["any of 正畸科", "Mon, March 9–Sun, March 15"], []),
    ("yu'an li tomorrow", ["李予安", "Wed, March 4"], []),
    ("周五下午前", ["Fri", "12:00–18:00"], ["前"]),
    ("月底", [], ["月底"]),
    ("工作日 中午", ["Mon, Tue, Wed, Thu, Fri", "11:30–13:30"], []),
]


def understood(typed, house=HOUSE, today=TODAY):
    with translation.override("en"):
        return read(typed, house, today=today)


@pytest.mark.parametrize(("typed", "said", "missed"), LINES)
def test_a_line_is_said_back_as_it_was_understood(typed, said, missed):
    asking = understood(typed)

    assert asking.understood == said
    assert [one.piece for one in asking.missed] == missed


def test_the_two_languages_ask_for_the_same():
    chinese = understood("40 分钟 李医生或牙体牙髓 下午 周五前 不要陈医生")
    english = understood(
        "next 40 min with Dr Li or any endodontist, afternoon, before Friday,"
        " not with Chen"
    )

    assert chinese.wish() == english.wish()
    assert chinese.doctors == english.doctors == (DOCTORS[0], DOCTORS[4])
    assert chinese.wish().department == DEPARTMENTS[0]
    assert chinese.wish().last_day == date(2026, 3, 5)
    assert (chinese.wish().not_before, chinese.wish().not_after) == (time(12), time(18))
    assert chinese.wish().not_with == {DOCTORS[1].pk}


def test_either_lets_others_than_the_named_do_too():
    either = understood("李予安或牙体牙髓")
    only = understood("李予安 牙体牙髓")

    assert either.is_either
    assert either.wish().doctors == ()
    assert only.wish().doctors == (DOCTORS[0],)


def test_a_service_gives_the_length_unless_another_is_said():
    assert understood("洁治").wish().minutes == 30
    assert understood("洁治 20 分钟").wish().minutes == 20
    assert understood("明天").wish().minutes == 30


def test_of_two_services_a_word_may_mean_none_is_chosen():
    asking = understood("种植")

    assert asking.service is None
    assert asking.missed[0].why == "种植一期 or 种植二期"


def test_a_department_several_may_be_is_asked_about():
    two = [*DEPARTMENTS, Department(pk=9, clinic=DONGYUAN, name="正畸二科", code="o2")]
    house = House(clinic=DONGYUAN, departments=two)

    asking = understood("矫正", house)

    assert asking.department is None
    assert asking.missed[0].why == "正畸科 or 正畸二科"


def test_before_friday_on_a_friday_means_the_next_one():
    assert understood("周五前", today=date(2026, 3, 6)).last_day == date(2026, 3, 12)


def test_two_days_are_a_stretch_without_what_lies_between():
    asking = understood("明天或周五", today=TODAY)
    dated = understood("3月4日或3月6日")

    assert (asking.first_day, asking.last_day) == (date(2026, 3, 4), date(2026, 3, 6))
    assert asking.weekdays == {2, 4}
    assert (dated.first_day, dated.last_day) == (date(2026, 3, 4), date(2026, 3, 6))
    assert dated.weekdays == {2, 4}


def test_days_far_apart_are_not_guessed_at():
    asking = understood("3月5日或3月25日")

    assert [one.why for one in asking.missed] == ["too far from the other days"]


@pytest.mark.parametrize("typed", ["下周三 周五前", "evening, before 11am"])
def test_what_cannot_be_is_known_for_it(typed):
    assert not understood(typed).is_possible


@pytest.mark.parametrize("typed", ["", "   ", "???", "或", "2月30日", "25点", "\0\0"])
def test_nothing_is_understood_of_nothing(typed):
    asking = understood(typed)

    assert asking.understood == []
    assert asking.is_possible


def test_a_month_that_is_over_is_that_of_next_year():
    assert understood("1月5日").first_day == date(2027, 1, 5)


def test_the_31st_is_found_in_the_next_month_that_has_one():
    assert understood("31号", today=date(2026, 4, 2)).first_day == date(2026, 5, 31)
