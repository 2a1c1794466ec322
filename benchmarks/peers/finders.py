"""Fills a house with patients by SQL, then times the finder and its peers on it."""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.patients import finder
from renxin.patients.models import Patient
from renxin.patients.pinyin import readings
from renxin.staff.models import Post, Staff

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁"
    "谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余单翟仇解"
)
GIVEN = (
    "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉"
    "萍红鹏辉梅琳波宇浩凯欣怡子涵梓轩若澄阳月晨曦嘉佳思雨婷雪"
)
HISTORIES = ("patients_patient", "patients_reach")
CLINICS = 3
ASKED, ASKED_OF_PEERS = 40, 3
SHOWN = 8


def fill(patients: int) -> Staff:
    """Patients with a phone and a clinic each, and one person at the first clinic."""
    clinics = [
        Clinic.objects.create(name=f"院区 {n}", short_name=f"{n}", code=f"c{n}")
        for n in range(CLINICS)
    ]
    staff = Staff.objects.create_user("lin", "nobody signs in here", name="林溪")
    Post.objects.create(
        staff=staff, clinic=clinics[0], role="GREETER", since_on="2024-01-01"
    )
    with connection.cursor() as cursor:
        # No row history while filling: it has its own cost, and its own benchmark.
        for table in HISTORIES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            "CREATE TEMP TABLE sound (place int, kind text, sign text, pinyin text)"
        )
        cursor.executemany(
            "INSERT INTO sound VALUES (%s, %s, %s, %s)",
            [(n, "S", s, readings(s).pinyin) for n, s in enumerate(SURNAMES)]
            + [(n, "G", s, readings("王" + s).pinyin[4:]) for n, s in enumerate(GIVEN)],
        )
        for statement in FILL:
            cursor.execute(
                statement,
                {
                    "patients": patients,
                    "surnames": len(SURNAMES),
                    "given": len(GIVEN),
                    "clinics": [clinic.pk for clinic in clinics],
                },
            )
        for table in HISTORIES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")
    return staff


FILL = (
    """
    INSERT INTO patients_patient (id, version, number, name, former_name, foreign_name,
        pinyin, initials, other_pinyin, other_initials, address_as, sex, birth_on,
        address, channel, need, payer, allergies, registered_on)
    SELECT n, 1, 'R' || lpad(n::text, 8, '0'), s.sign || a.sign || coalesce(b.sign, ''),
        '', '', s.pinyin || a.pinyin || coalesce(b.pinyin, ''),
        left(s.pinyin, 1) || left(a.pinyin, 1) || coalesce(left(b.pinyin, 1), ''),
        '', '', '', CASE n %% 2 WHEN 0 THEN 'FEMALE' ELSE 'MALE' END,
        date '1940-01-01' + (n * 7919 %% 29000)::int, '', '', '', '', '', '2024-01-01'
    FROM generate_series(1, %(patients)s::bigint) n
    JOIN sound s ON s.kind = 'S' AND s.place = (n * 31 + n / 97) %% %(surnames)s
    JOIN sound a ON a.kind = 'G' AND a.place = (n * 17 + n / 13) %% %(given)s
    LEFT JOIN sound b ON b.kind = 'G' AND n %% 4 <> 0
        AND b.place = (n * 13 + n / 7) %% %(given)s
    """,
    """
    INSERT INTO patients_contactpoint (id, kind, value, backwards)
    SELECT n, 'PHONE', phone, reverse(phone) FROM (
        SELECT n, '+861' || (ARRAY[38, 50, 77, 86, 99])[n %% 5 + 1]
            || lpad((n::bigint * 7919 %% 100000000)::text, 8, '0') AS phone
        FROM generate_series(1, %(patients)s::bigint) n) numbered
    """,
    """
    INSERT INTO patients_reach (patient_id, contact_point_id, whose, person_name, rank)
    SELECT n, n, 'OWN', '', 1 FROM generate_series(1, %(patients)s::bigint) n
    """,
    """
    INSERT INTO patients_enrolment (patient_id, clinic_id, at)
    SELECT n, (%(clinics)s::bigint[])[n %% 3 + 1], now()
    FROM generate_series(1, %(patients)s::bigint) n
    """,
    """
    INSERT INTO staff_look (staff_id, patient_id, clinic_id, what, particulars, at)
    SELECT (SELECT min(id) FROM staff_staff), n * 33, NULL, 'PAGE', '',
        now() - n * interval '1 minute' FROM generate_series(1, 200) n
    """,
    # They were given their numbers; who comes next goes on from there.
    """
    SELECT setval(pg_get_serial_sequence('patients_patient', 'id'), max(id))
    FROM patients_patient
    """,
)

TRIGRAMS = {
    "patients_patient": ("name", "pinyin", "initials", "number"),
    "patients_contactpoint": ("value",),
}


def questions(staff: Staff, each: int) -> Iterator[tuple[str, str, int]]:
    """What is typed, of which sort, and whom it must find."""
    chance = random.Random(6)  # noqa: S311  the same questions every time
    visible = Patient.objects.visible_to(staff)
    most = Patient.objects.order_by("-pk").values_list("pk", flat=True)[0]
    picked = [chance.randrange(1, most) for _ in range(each * CLINICS * 4)]
    people = finder.with_phones(visible.filter(pk__in=picked))[:each]
    for patient in people:
        phone = patient.reaches.all()[0].contact_point.value
        yield "name", patient.name, patient.pk
        yield "name prefix", patient.name[:2], patient.pk
        yield "pinyin", patient.pinyin, patient.pk
        yield "initials", patient.initials, patient.pk
        yield "phone tail", phone[-4:], patient.pk
        yield "whole phone", phone[3:], patient.pk
        yield "number", patient.number, patient.pk


def ours(typed: str, staff: Staff) -> list[int]:
    found = finder.find(typed, by=staff, at=timezone.now(), most=SHOWN)
    return [patient.pk for patient in found]


def containing(typed: str, staff: Staff) -> list[int]:
    """The peers' question: anywhere in any of the columns."""
    asked = Q(reaches__contact_point__value__icontains=typed)
    for column in ("name", "pinyin", "initials", "number"):
        asked |= Q(**{f"{column}__icontains": typed})
    found = Patient.objects.visible_to(staff).filter(asked)
    return list(found.distinct().values_list("pk", flat=True)[:SHOWN])


def columns_apart(typed: str, staff: Staff) -> list[int]:
    """The same, a column at a time, so that each trigram index can be used."""
    visible = Patient.objects.visible_to(staff)
    columns = ("name", "pinyin", "initials", "number", "reaches__contact_point__value")
    found: list[int] = []
    for column in columns:
        rows = visible.filter(**{f"{column}__icontains": typed})
        found += rows.values_list("pk", flat=True)[:SHOWN]
    return list(dict.fromkeys(found))[:SHOWN]


def timed(
    find: Callable[[str, Staff], list[int]], staff: Staff, each: int
) -> dict[str, float]:
    """95th percentile in milliseconds, of all questions and of each sort."""
    taken: dict[str, list[float]] = {}
    for sort, typed, patient in questions(staff, each):
        began = time.perf_counter()
        found = find(typed, staff)
        taken.setdefault(sort, []).append((time.perf_counter() - began) * 1000)
        if sort in {"whole phone", "number"}:
            assert found == [patient], (sort, typed, found, patient)
    everything = [one for some in taken.values() for one in some]
    return {
        "p95_ms": p95(everything),
        "median_ms": round(statistics.median(everything), 1),
    } | {sort: p95(some) for sort, some in taken.items()}


def p95(taken: list[float]) -> float:
    return round(sorted(taken)[int(len(taken) * 0.95)], 1)


@contextmanager
def trigrams() -> Iterator[bool]:
    """The peer's indexes; whether this PostgreSQL has what they need."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        there = cursor.fetchone() is not None
        if there:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table, columns in TRIGRAMS.items() if there else ():
            for column in columns:
                cursor.execute(
                    f"CREATE INDEX peer_{column} ON {table}"
                    f" USING gin (upper({column}) gin_trgm_ops)"
                )
    yield there


def main(patients: int) -> None:
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    staff = fill(patients)
    filled = round(time.perf_counter() - began, 1)
    timed(ours, staff, 2)
    mine = timed(ours, staff, ASKED)
    peers = {"icontains": timed(containing, staff, ASKED_OF_PEERS)}
    with trigrams() as there:
        if there:
            peers["trigrams"] = timed(columns_apart, staff, ASKED_OF_PEERS)
    sorts = {name: value for name, value in mine.items() if not name.endswith("_ms")}
    print(
        json.dumps(
            {
                "patients": patients,
                "p95_ms": mine["p95_ms"],
                "median_ms": mine["median_ms"],
                "sorts_p95_ms": sorts,
                "ratio": round(peers["icontains"]["p95_ms"] / mine["p95_ms"], 1),
                "filled_s": filled,
                "peers": peers,
            }
        )
    )


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    finally:
        connection.close()
        database.stop()
