"""The same figures in pandas, one after the other, as a notebook would have them."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from benchmarks.figures.answers import (
    ELEMENTS,
    Answers,
    named_cohorts,
    named_loss,
)

ZONE = "Asia/Shanghai"
EIGHT = list(ELEMENTS)
READ: Mapping[str, list[str]] = {
    "visits": ["patient_id", "began_at", "kind"],
    "appointments": ["patient_id", "starts_at", "booked_at", "outcome", "walk_in"],
    "charges": ["patient_id", "day", "amount", "condition"],
    "answers": ["asked_at", "element", "score"],
    "promises": ["due_at", "kept_at", "released_at"],
    "losses": ["patient_id", "learned_on", "reason", "told"],
    "patients": ["patient_id", "introduced_by", "registered_on", "restricted"],
}
CLOCKS = {
    "visits": ["began_at"],
    "appointments": ["starts_at", "booked_at"],
    "answers": ["asked_at"],
    "promises": ["due_at", "kept_at"],
}
DATED = {"charges": "day", "losses": "learned_on", "patients": "registered_on"}
Tables = dict[str, pd.DataFrame]


def read(folder: Path) -> Tables:
    tables = {}
    for name, columns in READ.items():
        frame = pd.read_parquet(folder / f"{name}.parquet", columns=columns)
        for clock in CLOCKS.get(name, []):
            frame[clock] = frame[clock].dt.tz_convert(ZONE).dt.tz_localize(None)
        dated_by = DATED.get(name) or CLOCKS[name][0]
        frame["day"] = pd.to_datetime(frame[dated_by]).dt.normalize()
        tables[name] = frame
    return tables


def two(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the two years asked for, with their month."""
    frame = frame[(frame.day >= "2024-01-01") & (frame.day < "2026-01-01")]
    return frame.assign(month=frame.day.dt.strftime("%Y-%m"))


def months(code: str, month: pd.Series, part: pd.Series, whole: pd.Series) -> Answers:
    sums = pd.DataFrame({"part": part.astype(float), "whole": whole.astype(float)})
    told = sums.groupby(month).sum()
    found: Answers = {f"{code} {one}": (p, n) for one, p, n in told.itertuples()}
    year = told[told.index >= "2025"]
    found[code] = (year.part.sum(), year.whole.sum())
    return found


def first_visits(visits: pd.DataFrame) -> pd.DataFrame:
    ordered = visits.sort_values(["patient_id", "began_at"], kind="stable")
    people = ordered.groupby("patient_id", sort=False)
    firsts = ordered[people.cumcount() == 0].set_index("patient_id")
    seconds = ordered[people.cumcount() == 1].set_index("patient_id").day
    firsts = firsts.join(seconds.rename("again")).reset_index()
    return two(firsts[firsts.kind.isna() | (firsts.kind == "FIRST")])


def added(tables: Tables, firsts: pd.DataFrame) -> Answers:
    visits, last = two(tables["visits"]), tables["visits"].day.max()
    found: Answers = {}
    first_counts = firsts.groupby("month").size()
    for month, count in visits.groupby("month").size().items():
        found[f"K01 {month}"] = (first_counts.get(month, 0), count)
    for code, days in (("K03", 180), ("K03.90", 90), ("K03.365", 365)):
        span = pd.Timedelta(days=days)
        passed = firsts[firsts.day + span <= last]
        ones = pd.Series(1, index=passed.index)
        found |= months(code, passed.month, passed.again - passed.day <= span, ones)
    due = two(tables["appointments"])
    due = due[
        due.outcome.isin(["KEPT", "NO_SHOW", "CANCELLED_BY_PATIENT"]) & ~due.walk_in
    ]
    ones = pd.Series(1, index=due.index)
    for code, outcome in (
        ("K06", "KEPT"),
        ("K07", "NO_SHOW"),
        ("K08", "CANCELLED_BY_PATIENT"),
    ):
        found |= months(code, due.month, due.outcome == outcome, ones)
    ahead = due[due.booked_at.dt.normalize() < due.day]
    ones = pd.Series(1, index=ahead.index)
    found |= months("K07.AHEAD", ahead.month, ahead.outcome == "NO_SHOW", ones)
    brought = firsts.merge(_brought(tables), on="patient_id", how="left")
    ones = pd.Series(1, index=brought.index)
    found |= months("K11", brought.month, brought.introduced_by.notna(), ones)
    return found | _asked(tables) | _owed(tables, last)


def _brought(tables: Tables) -> pd.DataFrame:
    rows = tables["patients"].dropna(subset=["introduced_by"])
    rows = rows[rows.introduced_by != rows.patient_id]
    return rows[["patient_id", "introduced_by"]]


def _asked(tables: Tables) -> Answers:
    rows = two(tables["answers"])
    rows = rows[rows.element.isin(EIGHT)]
    is_told, ones = rows.score.notna(), pd.Series(1, index=rows.index)
    return (
        months("K25", rows.month, rows.score.fillna(0), is_told * 5)
        | months("K25.TOP", rows.month, rows.score >= 4, is_told)
        | months("K25.RESPONSE", rows.month, is_told, ones)
    )


def _owed(tables: Tables, last: pd.Timestamp) -> Answers:
    rows = two(tables["promises"])
    rows = rows[rows.released_at.isna() & (rows.day <= last)]
    ones = pd.Series(1, index=rows.index)
    in_time = rows.kept_at.dt.normalize() <= rows.day
    kept = months("P01", rows.month, rows.kept_at.notna(), ones)
    return kept | months("P02", rows.month, in_time, ones)


def persons(tables: Tables) -> Answers:
    found: Answers = {}
    visits, charges = two(tables["visits"]), two(tables["charges"])
    charges = charges.assign(amount=charges.amount.astype(float))
    by = charges.groupby("month")
    n, money = by.patient_id.nunique(), by.amount.sum()
    found |= {f"K13 {month}": (money[month] / n[month], n[month]) for month in n.index}
    year = charges[charges.day >= "2025-01-01"]
    payers = year.patient_id.nunique()
    found["K13"] = (year.amount.sum() / payers, payers)
    brought = two(tables["patients"].dropna(subset=["introduced_by"]))
    brought = brought[brought.introduced_by != brought.patient_id]
    for month, seen in visits.groupby("month"):
        bringers = brought.introduced_by[brought.month == month]
        here = pd.Series(seen.patient_id.unique())
        found[f"K12 {month}"] = (here.isin(bringers).sum(), len(here))
    here = pd.Series(visits.patient_id[visits.day >= "2025-01-01"].unique())
    bringers = brought.introduced_by[brought.day >= "2025-01-01"]
    found["K12"] = (here.isin(bringers).sum(), len(here))
    return found


def state(tables: Tables, end: pd.Timestamp) -> pd.DataFrame:
    """Those seen in the year before the last, and who of them is lost."""
    visits, bookings = tables["visits"], tables["appointments"]
    back, far = end - pd.DateOffset(years=1), end - pd.DateOffset(years=2)
    was = visits[(visits.day >= far) & (visits.day < back)]
    was = was.groupby("patient_id").began_at.max().rename("last_at").reset_index()
    now = visits[(visits.day >= back) & (visits.day < end)].patient_id.unique()
    ahead = bookings[(bookings.day >= end) & (bookings.booked_at < end)]
    ahead = ahead[ahead.outcome.isin(["KEPT", "NO_SHOW", "DUE"]) & ~ahead.walk_in]
    stays = was.patient_id.isin(now) | was.patient_id.isin(ahead.patient_id.unique())
    return was.assign(is_lost=~stays)


def lost(tables: Tables) -> Answers:
    found: Answers = {}
    for end in pd.date_range("2024-02-01", "2026-01-01", freq="MS"):
        told = state(tables, end)
        month = (end - pd.Timedelta(days=1)).strftime("%Y-%m")
        found[f"K22 {month}"] = found["K22"] = (told.is_lost.sum(), len(told))
    losses = tables["losses"]
    losses = losses[losses.told & (losses.day < "2026-01-01")]
    gone = told[told.is_lost].merge(
        losses.drop_duplicates("patient_id")[["patient_id", "reason"]],
        on="patient_id",
        how="left",
    )
    gone = gone.merge(tables["patients"][["patient_id", "restricted"]], on="patient_id")
    month = (gone.last_at + pd.DateOffset(years=1)).dt.strftime("%Y-%m")
    four = losses.reason.isin(["MONEY", "TIME", "TRUST", "OTHER"])
    asked = losses[(losses.day >= "2025-01-01") & four]
    for reason, count in asked.groupby("reason").size().items():
        found[f"K23 {reason}"] = (count, len(asked))
    by_reason = gone.reason.fillna("NOT_ASKED").value_counts().to_dict()
    ids = gone[~gone.restricted].patient_id.tolist()
    return found | named_loss(by_reason, month.value_counts().to_dict(), len(ids))


def spread(name: str, rows: pd.DataFrame, key: str, amount: pd.Series) -> Answers:
    is_now = rows.day >= "2025-01-01"
    now = amount[is_now].groupby(rows[key][is_now]).sum()
    before = amount[~is_now].groupby(rows[key][~is_now]).sum()
    ordered = now.sort_values().astype(float).to_numpy()
    n, total = len(ordered), ordered.sum()
    gini = 2 * (ordered * range(1, n + 1)).sum() / (n * total) - (n + 1) / n
    key_n = n * 0.2
    top = (
        ordered[n - int(key_n) :].sum()
        + (key_n - int(key_n)) * ordered[n - int(key_n) - 1]
    )
    bounds = [
        held.sort_values(ascending=False).iloc[-(-len(held) // 5) - 1]
        for held in (before[before > 0], now[now > 0])
    ]
    was, since = before[before >= bounds[0]].index, now[now >= bounds[1]].index
    stays = was.isin(since).sum()
    return {name: (n, round(total), gini, top / total, stays, len(was))}


def cohorts(tables: Tables, firsts: pd.DataFrame) -> Answers:
    last, gap = tables["visits"].day.max(), firsts.again - firsts.day
    rows = []
    for month, people in firsts.groupby("month"):
        closes = people.day.min() + pd.offsets.MonthEnd(0)
        within = [
            int((gap[people.index] <= pd.Timedelta(days=days)).sum())
            if closes + pd.Timedelta(days=days) <= last
            else None
            for days in (90, 365)
        ]
        rows.append((str(month), len(people), *within))
    return named_cohorts(rows)


def answers(folder: Path) -> Answers:
    tables = read(folder)
    firsts = first_visits(tables["visits"])
    visits, charges = two(tables["visits"]), two(tables["charges"])
    fen = (charges.amount.astype(float) * 100).round().astype("int64")
    ones = pd.Series(1, index=visits.index)
    return (
        added(tables, firsts)
        | persons(tables)
        | lost(tables)
        | cohorts(tables, firsts)
        | spread("patients_by_visits", visits, "patient_id", ones)
        | spread("patients_by_money", charges, "patient_id", fen)
        | spread("conditions_by_money", charges, "condition", fen)
    )
