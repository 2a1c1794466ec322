"""The same figures in Polars, one lazy query a figure, from the files."""

from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.figures.answers import (
    ELEMENTS,
    Answers,
    named_cohorts,
    named_loss,
)

ZONE = "Asia/Shanghai"
EIGHT = list(ELEMENTS)
MONTH = pl.col("day").dt.strftime("%Y-%m").alias("month")
START, MIDDLE, END = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)
TWO = (pl.col("day") >= START) & (pl.col("day") < END)
YEAR = (pl.col("day") >= MIDDLE) & (pl.col("day") < END)


class House:
    """The files, each moment in the clinic's own clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def scan(self, name: str, day: str, *clocks: str) -> pl.LazyFrame:
        local = [
            pl.col(one).dt.convert_time_zone(ZONE).dt.replace_time_zone(None)
            for one in clocks
        ]
        rows = pl.scan_parquet(self.folder / f"{name}.parquet").with_columns(local)
        return rows.with_columns(pl.col(day).cast(pl.Date).alias("day"))

    def visits(self) -> pl.LazyFrame:
        return self.scan("visits", "began_at", "began_at")

    def firsts(self) -> pl.LazyFrame:
        may = pl.col("kind").is_null() | (pl.col("kind") == "FIRST")
        began = pl.col("began_at")
        people = (
            self.visits()
            .group_by("patient_id")
            .agg(
                began.min().alias("came"),
                began.bottom_k(2).sort().get(1, null_on_oob=True).alias("second"),
                began.filter(may).min().alias("free"),
            )
        )
        day = pl.col("came").cast(pl.Date).alias("day")
        people = people.filter(pl.col("came") == pl.col("free")).with_columns(day)
        return people.filter(TWO)

    def due(self) -> pl.LazyFrame:
        rows = self.scan("appointments", "starts_at", "starts_at", "booked_at")
        here = ["KEPT", "NO_SHOW", "CANCELLED_BY_PATIENT"]
        return rows.filter(TWO & pl.col("outcome").is_in(here) & ~pl.col("walk_in"))

    def brought(self) -> pl.LazyFrame:
        rows = self.scan("patients", "registered_on")
        by = pl.col("introduced_by")
        return rows.filter(by.is_not_null() & (by != pl.col("patient_id")))

    def last_day(self) -> date:
        day = self.visits().select(pl.col("day").max()).collect().item()
        assert isinstance(day, date)
        return day


def _months(code: str, rows: pl.LazyFrame, part: pl.Expr, whole: pl.Expr) -> Answers:
    """A figure that adds up: its months, and its year from them."""
    told = rows.group_by(MONTH).agg(part.alias("part"), whole.alias("whole")).collect()
    found: Answers = {f"{code} {month}": (p or 0, n) for month, p, n in told.rows()}
    year = told.filter(pl.col("month") >= "2025")
    found[code] = (year["part"].sum(), year["whole"].sum())
    return found


def _added(house: House) -> Answers:
    count, last = pl.len(), pl.lit(house.last_day())
    found: Answers = {}
    visits = house.visits().filter(TWO).group_by(MONTH).len().collect()
    firsts = dict(house.firsts().group_by(MONTH).len().collect().rows())
    for month, whole in visits.rows():
        found[f"K01 {month}"] = (firsts.get(month, 0), whole)
    for code, days in (("K03", 180), ("K03.90", 90), ("K03.365", 365)):
        passed = house.firsts().filter(pl.col("day") + pl.duration(days=days) <= last)
        again = pl.col("second").cast(pl.Date) - pl.col("day") <= pl.duration(days=days)
        found |= _months(code, passed, again.sum(), count)
    for code, outcome in (
        ("K06", "KEPT"),
        ("K07", "NO_SHOW"),
        ("K08", "CANCELLED_BY_PATIENT"),
    ):
        found |= _months(code, house.due(), (pl.col("outcome") == outcome).sum(), count)
    ahead = house.due().filter(pl.col("booked_at").cast(pl.Date) < pl.col("day"))
    found |= _months("K07.AHEAD", ahead, (pl.col("outcome") == "NO_SHOW").sum(), count)
    brought = house.brought().select("patient_id", "introduced_by")
    rows = house.firsts().join(brought, on="patient_id", how="left")
    found |= _months("K11", rows, pl.col("introduced_by").count(), count)
    marks = house.scan("answers", "asked_at", "asked_at")
    marks = marks.filter(TWO & pl.col("element").is_in(EIGHT))
    score = pl.col("score")
    found |= _months("K25", marks, score.sum(), 5 * score.count())
    found |= _months("K25.TOP", marks, (score >= 4).sum(), score.count())
    found |= _months("K25.RESPONSE", marks, score.count(), count)
    owed = house.scan("promises", "due_at", "due_at", "kept_at")
    owed = owed.filter(TWO & pl.col("released_at").is_null() & (pl.col("day") <= last))
    in_time = pl.col("kept_at").cast(pl.Date) <= pl.col("day")
    found |= _months("P01", owed, pl.col("kept_at").count(), count)
    return found | _months("P02", owed, in_time.sum(), count)


def _persons(house: House) -> Answers:
    found: Answers = {}
    whole = pl.lit("whole").alias("month")
    for days, month in ((TWO, MONTH), (YEAR, whole)):
        seen = house.visits().filter(days).select(month, "patient_id").unique()
        bringers = house.brought().filter(days)
        bringers = bringers.select(month, pl.col("introduced_by").alias("patient_id"))
        bringers = bringers.unique().with_columns(brings=pl.lit(1))
        rows = seen.join(bringers, on=["month", "patient_id"], how="left")
        told = rows.group_by("month").agg(pl.col("brings").count(), pl.len()).collect()
        paid = house.scan("charges", "day").filter(days).group_by(month)
        money = (
            pl.col("amount").cast(pl.Float64).sum() / pl.col("patient_id").n_unique()
        )
        sums = paid.agg(money, n=pl.col("patient_id").n_unique()).collect()
        for code, table in (("K12", told), ("K13", sums)):
            for name, *numbers in table.rows():
                found[f"{code} {name}".removesuffix(" whole")] = tuple(numbers)
    return found


def _state(house: House, end: date) -> pl.LazyFrame:
    back = end.replace(year=end.year - 1)
    day = pl.col("day")
    was = house.visits().filter(
        (day >= back.replace(year=back.year - 1)) & (day < back)
    )
    was = was.group_by("patient_id").agg(pl.col("began_at").max().alias("last_at"))
    now = house.visits().filter((day >= back) & (day < end)).select("patient_id")
    booked = house.scan("appointments", "starts_at", "starts_at", "booked_at").filter(
        (day >= end)
        & (pl.col("booked_at").cast(pl.Date) < end)
        & pl.col("outcome").is_in(["KEPT", "NO_SHOW", "DUE"])
        & ~pl.col("walk_in")
    )
    kept = pl.concat([now, booked.select("patient_id")]).unique()
    kept = kept.with_columns(stays=pl.lit(1))
    return was.join(kept, on="patient_id", how="left")


def _lost(house: House) -> Answers:
    found: Answers = {}
    for index in range(24):
        end = date(2024 + (index + 1) // 12, (index + 1) % 12 + 1, 1)
        counts = _state(house, end).select(pl.col("stays").null_count(), n=pl.len())
        month = f"{2024 + index // 12}-{index % 12 + 1:02}"
        found[f"K22 {month}"] = found["K22"] = counts.collect().row(0)
    losses = house.scan("losses", "learned_on").filter(
        pl.col("told") & (pl.col("day") < END)
    )
    reasons = losses.group_by("patient_id").agg(pl.col("reason").first())
    people = house.scan("patients", "registered_on").select("patient_id", "restricted")
    gone = (
        _state(house, END)
        .filter(pl.col("stays").is_null())
        .join(reasons, on="patient_id", how="left")
        .join(people, on="patient_id", how="left")
        .with_columns(
            pl.col("reason").fill_null("NOT_ASKED"),
            pl.col("last_at").dt.offset_by("1y").dt.strftime("%Y-%m").alias("month"),
        )
        .collect()
    )
    told = losses.filter(
        YEAR & pl.col("reason").is_in(["MONEY", "TIME", "TRUST", "OTHER"])
    )
    shares = told.group_by("reason").len().collect()
    for reason, count in shares.rows():
        found[f"K23 {reason}"] = (count, shares["len"].sum())
    by_reason = dict(gone.group_by("reason").len().rows())
    by_month = dict(gone.group_by("month").len().rows())
    ids = gone.filter(~pl.col("restricted"))["patient_id"].to_list()
    return found | named_loss(by_reason, by_month, len(ids))


def _spread(house: House, name: str, key: str, amount: pl.Expr, table: str) -> Answers:
    clocks = ("began_at",) if table == "visits" else ()
    rows = house.scan(table, "began_at" if clocks else "day", *clocks).filter(TWO)
    held = rows.group_by(key).agg(
        now=amount.filter(YEAR).sum(),
        before=amount.filter(~YEAR).sum(),
        here=YEAR.any(),
    )
    told = held.collect()
    now = told.filter("here")["now"].sort().cast(pl.Float64)
    n, total = len(now), now.sum()
    rank = pl.Series(range(1, n + 1), dtype=pl.Float64)
    gini = 2 * (rank * now).sum() / (n * total) - (n + 1) / n
    key_n = n * 0.2
    top = now.tail(int(key_n)).sum() + (key_n - int(key_n)) * now[n - int(key_n) - 1]
    bounds = []
    for column in ("before", "now"):
        positive = told.filter(pl.col(column) > 0)[column].sort(descending=True)
        bounds.append(positive[-(-len(positive) // 5) - 1])
    was = told.filter(pl.col("before") >= bounds[0])
    stays = was.filter(pl.col("now") >= bounds[1]).height
    return {name: (n, round(total), gini, top / total, stays, was.height)}


def _cohorts(house: House) -> Answers:
    last = house.last_day()
    again = pl.col("second").cast(pl.Date) - pl.col("day")
    told = (
        house.firsts()
        .group_by(MONTH)
        .agg(
            pl.len(),
            (again <= pl.duration(days=90)).sum().alias("short"),
            (again <= pl.duration(days=365)).sum().alias("long"),
            pl.col("day").min().dt.month_end().alias("closes"),
        )
    )
    return named_cohorts(
        (
            month,
            whole,
            short if (last - closes).days >= 90 else None,
            long if (last - closes).days >= 365 else None,
        )
        for month, whole, short, long, closes in told.collect().rows()
    )


def answers(folder: Path) -> Answers:
    house = House(folder)
    money = (pl.col("amount") * 100).cast(pl.Int64)
    return (
        _added(house)
        | _persons(house)
        | _lost(house)
        | _cohorts(house)
        | _spread(house, "patients_by_visits", "patient_id", pl.lit(1), "visits")
        | _spread(house, "patients_by_money", "patient_id", money, "charges")
        | _spread(house, "conditions_by_money", "condition", money, "charges")
    )
