"""B3: an export of patients and their visits goes in, one row in fifty of it bad.

The peer is django-import-export on the same file and a plain model, in its
ordinary way and in its way for bulk; it reads a part, for its pace per row does
not change. Ours does more with every row: names by sound, phones, sealed and
matched documents, clinics, row history, the journal and what undoing needs.
"""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import psutil

from renxin.site import home

ROWS = {"small": 100_000, "full": 1_000_000}
PEER_ROWS = {"small": 4_000, "full": 10_000}
BAD_EVERY = 50
GOAL = {"ratio": 20, "seconds_for_a_million": 90, "memory_mb": 500}

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐"
GIVEN = "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鹏辉"
BAD_PHONES = ("12345678901", "1381234", "电话不详", "110110110")
HEADING = [
    "患者编号",
    "姓名",
    "性别",
    "出生日期",
    "手机号",
    "身份证号",
    "来源",
    "建档日期",
]
CHANNELS = ("自然到店", "老带新转介绍", "抖音", "小红书", "社区义诊")
# The check digit of GB 11643; the area 990101 is nobody's.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
DAY_ONE = date(2024, 1, 1)


def run(size: str) -> dict[str, object]:
    rows = ROWS[size]
    with tempfile.TemporaryDirectory(prefix="renxin-b3-") as place:
        folder = Path(place)
        patients, visits = folder / "patients.csv", folder / "visits.csv"
        slice_ = folder / "part.csv"
        write_patients(patients, rows)
        write_visits(visits, rows)
        write_patients(slice_, PEER_ROWS[size])
        with house(folder / "home") as surroundings:
            dry, dry_s, _memory = taken(surroundings, patients, "patients", "--dry-run")
            real, real_s, memory = taken(surroundings, patients, "patients")
            again, again_s, _memory = taken(surroundings, patients, "patients")
            came, came_s, visits_memory = taken(surroundings, visits, "visits")
            peers = {way: peer(surroundings, slice_, way) for way in ("plain", "bulk")}
    check(rows, dry, real, again, came)
    pace = rows / real_s
    peer_pace = peers["plain"]["rows_per_s"]
    return {
        "rows": rows,
        "ratio": round(pace / peer_pace, 1),
        "seconds": round(real_s, 1),
        "rows_per_s": round(pace),
        "memory_mb": round(max(memory, visits_memory)),
        "dry_run_s": round(dry_s, 1),
        "again_s": round(again_s, 1),
        "visits_s": round(came_s, 1),
        "refused": real["refused"],
        "peers": {"django-import-export": peers},
        "goal": GOAL,
    }


def check(rows: int, *results: dict[str, int]) -> None:
    dry, real, again, came = results
    bad = rows // BAD_EVERY
    assert (real["rows"], real["refused"]) == (rows, bad), real
    assert real["new"] == dry["new"] == rows - bad, (dry, real)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, rows - bad), again
    assert (came["rows"], came["refused"]) == (rows, bad), came


def write_patients(path: Path, rows: int) -> None:
    chance = random.Random(3)  # noqa: S311  the same rows every time
    shown: set[str] = set()
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADING)
        for number in range(rows):
            born = date(1940, 1, 1) + timedelta(days=chance.randrange(29_000))
            male = chance.random() < 0.5
            bad = number % BAD_EVERY == 0
            paper = document(number, born, male=male) if number % 3 == 1 else ""
            # Two rows with one document would be one person, and rightly so.
            paper = "" if paper in shown else paper
            shown.add(paper)
            out.writerow(
                [
                    f"P{number:07}",
                    chance.choice(SURNAMES)
                    + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2)))),
                    "男" if male else "女",
                    f"{born:%Y/%m/%d}",
                    BAD_PHONES[number // BAD_EVERY % 4] if bad else phone(number),
                    paper,
                    chance.choice(CHANNELS),
                    (DAY_ONE + timedelta(days=chance.randrange(700))).isoformat(),
                ]
            )


def phone(number: int) -> str:
    return f"1{(38, 50, 77, 86, 99)[number % 5]}{number * 7919 % 10**8:08}"


def document(number: int, born: date, *, male: bool) -> str:
    stem = f"990101{born:%Y%m%d}{number % 500 * 2 + male:03}"
    total = sum(w * int(digit) for w, digit in zip(WEIGHTS, stem, strict=True))
    return stem + "10X98765432"[total % 11]


def write_visits(path: Path, rows: int) -> None:
    chance = random.Random(5)  # noqa: S311  the same rows every time
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["就诊编号", "患者编号", "就诊时间", "科室", "医生", "就诊类型"])
        for number in range(rows):
            day = DAY_ONE + timedelta(days=chance.randrange(700))
            hour, minute = chance.randrange(8, 18), chance.randrange(60)
            when = f"{day.isoformat()} {hour:02}:{minute:02}"
            bad = number % BAD_EVERY == 0
            out.writerow(
                [
                    f"V{number:08}",
                    f"P{chance.randrange(rows):07}",
                    "2024-02-30 09:00" if bad else when,
                    chance.choice(("牙体牙髓", "正畸", "种植", "儿牙")),
                    f"{chance.choice(SURNAMES)}医生",
                    chance.choice(("初诊", "在诊", "复诊")),
                ]
            )


@contextmanager
def house(place: Path) -> Iterator[dict[str, str]]:
    """An empty house with one clinic, on a database of its own."""
    surroundings = {
        key: value for key, value in os.environ.items() if not key.startswith("RENXIN_")
    }
    surroundings |= {"RENXIN_HOME": str(place), "PYTHONPATH": str(home.CHECKOUT)}
    holder = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.peers.held"],
        env=surroundings,
        cwd=home.CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdin
    assert holder.stdout
    try:
        assert holder.stdout.readline() == b"ready\n"
        yield surroundings
    finally:
        holder.stdin.close()
        holder.wait()


def taken(
    surroundings: dict[str, str], path: Path, kind: str, *more: str
) -> tuple[dict[str, int], float, float]:
    """The counts, the seconds and the most memory of us and our child together."""
    command = [sys.executable, "-m", "renxin.cli", "import", "--kind", kind]
    command += ["--source", "old", "--json", "--language", "en", *more, str(path)]
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=surroundings, cwd=home.CHECKOUT, stdout=subprocess.PIPE
    ) as process:
        watch = Watch(process.pid)
        out, _err = process.communicate()
        watch.stop()
    seconds = time.perf_counter() - began
    assert process.returncode == 0, out
    return json.loads(out), seconds, watch.most_mb


class Watch:
    """Looks at the memory of a process and its children ten times a second."""

    def __init__(self, pid: int) -> None:
        self.most_mb = 0.0
        self.over = threading.Event()
        self.process = psutil.Process(pid)
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self) -> None:
        while not self.over.wait(0.1):
            try:
                family = [self.process, *self.process.children(recursive=True)]
                most = sum(
                    member.memory_info().rss
                    for member in family
                    if "postgres" not in member.name()
                )
            except psutil.Error:
                continue
            self.most_mb = max(self.most_mb, most / 1024**2)

    def stop(self) -> None:
        self.over.set()
        self.thread.join()


def peer(surroundings: dict[str, str], path: Path, way: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers.import_export", str(path), way],
        env=surroundings,
        cwd=home.CHECKOUT,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
