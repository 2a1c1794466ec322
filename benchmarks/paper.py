"""The tables of `docs/performance.md`, written from what was measured."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.covering import cover
from benchmarks.dispatching import dispatch
from benchmarks.row import row as _row

PAPER = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGINS, ENDS = "<!-- figures -->", "<!-- end of figures -->"
Figures = Mapping[str, Any]


def refresh(results: Mapping[str, Figures]) -> None:
    PAPER.write_text(renewed(PAPER.read_text("utf-8"), results), "utf-8")


def renewed(text: str, results: Mapping[str, Figures]) -> str:
    """The paper with its figures as they are now; its words stay."""
    before, rest = text.split(BEGINS)
    after = rest.split(ENDS)[1]
    return f"{before}{BEGINS}\n{tables(results)}\n{ENDS}{after}"


def tables(results: Mapping[str, Figures]) -> str:
    lines = ["", "| # | what | ours | beside it, in the same run | goal | |"]
    lines.append("|---|---|---|---|---|---|")
    told = sorted((name for name in results if number_of(name) in TOLD), key=place)
    for name in told:
        rows = TOLD[number_of(name)](results[name])
        lines += [f"| {name} | {row} |" for row in rows]
    lines += ["", "| # | size | when | took | load before | machine |"]
    lines.append("|---|---|---|---|---|---|")
    lines += [_run(name, results[name]) for name in told]
    for name in told:
        if number_of(name) == "B5":
            lines += ["", f"Pages of {name}:", "", *_pages(results[name])]
    return "\n".join(lines) + "\n"


def number_of(name: str) -> str:
    """B4 of “B4 full”; a small run goes by its number alone."""
    return name.partition(" ")[0]


def place(name: str) -> tuple[int, str]:
    return int(number_of(name)[1:]), name


def _run(name: str, one: Figures) -> str:
    cells = (
        name,
        one["size"],
        str(one["when"])[:16].replace("T", " "),
        f"{one['took_s']} s",
        one.get("load_before", "–"),
        one["machine"],
    )
    return f"| {' | '.join(map(str, cells))} |"


def _report(one: Figures) -> Iterator[str]:
    what = f"report over {one['visits']:,} visits"
    seconds = one["seconds"]
    for side, goal in one["goals"].items():
        ratio = one["against"][side]
        wanted = f"≥ {goal:g} ×" if goal >= 1 else f"ours ≤ {1 / goal:.2g} × theirs"
        theirs = f"{side} {seconds[side]['median']} s: {ratio} × ours"
        ours = f"{seconds['pulse']['median']} s"
        yield _row(what, ours, theirs, wanted, met=ratio >= goal)
    memory, most = one["memory_mb"]["pulse"], one["memory_goal_mb"]
    theirs = f"pandas {one['memory_mb']['pandas']:,} MB"
    yield _row(
        "its memory", f"{memory:,} MB", theirs, f"≤ {most:,} MB", met=memory <= most
    )


def _import(one: Figures) -> Iterator[str]:
    goal, peers = one["goal"], one["peers"]["django-import-export"]
    plain = f"django-import-export {peers['plain']['rows_per_s']:,} rows/s"
    what = f"import of {one['rows']:,} patients"
    yield _row(
        what,
        f"{one['rows_per_s']:,} rows/s",
        f"{plain}: {one['ratio']} × as slow",
        f"≥ {goal['ratio']} ×",
        met=one["ratio"] >= goal["ratio"],
    )
    million = one["seconds"] * 1_000_000 / one["rows"]
    limit = goal["seconds_for_a_million"]
    ours = f"{one['seconds']} s, or {million:.0f} s a million"
    yield _row("its time", ours, "–", f"≤ {limit} s a million", met=million <= limit)
    memory, most = one["memory_mb"], goal["memory_mb"]
    yield _row("its memory", f"{memory} MB", "–", f"≤ {most} MB", met=memory <= most)


def _growth(one: Figures) -> Iterator[str]:
    pages, goal = one["pages"], one["goal"]
    what = f"{len(pages)} pages among {one['patients']:,} patients"
    for key, unit in (("p95_ms", " ms"), ("queries", " queries"), ("growth", " ×")):
        worst = max(pages, key=lambda name: pages[name][key])
        most = pages[worst][key]
        beside = "the same page at 1,000 patients" if key == "growth" else "–"
        yield _row(
            f"{what}: {'growth' if key == 'growth' else 'the worst'}",
            f"{most}{unit} ({worst})",
            beside,
            f"≤ {goal[key]}{unit}",
            met=most <= goal[key],
        )


def _finder(one: Figures) -> Iterator[str]:
    what = f"finder among {one['patients']:,}, p95"
    limit = one["goal"]["p95_ms"]
    beside = ", ".join(
        f"{name} {peer['p95_ms']} ms" for name, peer in one["peers"].items()
    )
    ours = f"{one['p95_ms']} ms (median {one['median_ms']})"
    yield _row(what, ours, beside, f"≤ {limit} ms", met=one["p95_ms"] <= limit)


def _start(one: Figures) -> Iterator[str]:
    for key, what in (("fresh_s", "fresh clone"), ("warm_s", "warm start")):
        took, limit = one[key], one["goal"][key]
        told = (f"{what} to the first page", f"{took} s", "–", f"≤ {limit} s")
        yield _row(*told, met=took <= limit)


def _stampede(one: Figures) -> Iterator[str]:
    goal, all_paths = one["goal"], one["all paths"]
    naive, apart = one["peers"]["naive"], one["a second apart"]
    clients = one["clients"]
    yield _row(
        f"{all_paths['attempts']:,} attempts over all paths: taken twice",
        f"{all_paths['overlaps']}, with {all_paths['errors']} errors",
        "–",
        "0",
        met=not (one["overlaps"] or one["errors"]),
    )
    yield _row(
        f"{clients} book flat out: attempts a second",
        f"{one['flat out']['per_second']} (p95 {one['flat_out_p95_ms']:,} ms)",
        f"naive {naive['per_second']} (p95 {naive['p95_ms']:,} ms,"
        f" {naive['overlaps']:,} taken twice)",
        f"≥ {goal['ratio']} ×",
        met=one["ratio"] >= goal["ratio"],
    )
    yield _row(
        f"{clients} book, a second between two tries: p95",
        f"{one['p95_ms']} ms",
        f"naive {apart['naive']['p95_ms']} ms",
        f"≤ {goal['p95_ms']} ms",
        met=one["p95_ms"] <= goal["p95_ms"],
    )


def _slots(one: Figures) -> Iterator[str]:
    limit, walked = one["goal"]["p95_ms"], one["peers"]["walked"]["p50_ms"]
    yield _row(
        f"free times of {one['doctors']} doctors in {one['days']} days, p95",
        f"{one['p95_ms']} ms (median {one['p50_ms']})",
        f"walked in Python: median {walked:,} ms",
        f"≤ {limit} ms",
        met=one["p95_ms"] <= limit,
    )


def _boards(one: Figures) -> Iterator[str]:
    goal, polling = one["goal"], one["peers"]["polling"]
    what = f"{one['screens']} calendars, {one['changes_per_s']} changes a second"
    yield _row(
        f"{what}: told, p95",
        f"{one['seen_p95_ms']} ms",
        f"asking every 2 s: {polling['seen_p95_ms']:,} ms",
        f"≤ {goal['seen_p95_ms']} ms",
        met=one["seen_p95_ms"] <= goal["seen_p95_ms"],
    )
    yield _row(
        "its share of a core, besides the changes",
        f"{one['cpu_share']} less {one['idle']['cpu_share']}",
        f"{polling['cpu_share']} less {one['idle']['cpu_share']}",
        f"≤ {goal['cpu_share']:.0%} of asking",
        met=one["share_of_polling"] <= goal["cpu_share"],
    )
    if "flow" in one:
        yield from _flow(one["flow"])


def _flow(one: Figures) -> Iterator[str]:
    goal, told, cut, polling = one["goal"], one["told"], one["cut"], one["asking"]
    idle = one["idle"]["cpu_share"]
    what = f"{one['screens']} flow boards, {told['changes_per_s']} hand-overs a second"
    yield _row(
        f"{what}: shown, p95",
        f"{told['seen_p95_ms']:,} ms (heard {told['heard_p95_ms']:,})",
        f"asking every 2 s: {polling['seen_p95_ms']:,} ms",
        f"≤ {goal['seen_p95_ms']:,} ms",
        met=told["seen_p95_ms"] <= goal["seen_p95_ms"],
    )
    yield _row(
        "its share of a core with the pages, besides the hand-overs",
        f"{told['cpu_share']} less {idle}",
        f"{polling['cpu_share']} less {idle}",
        f"≤ {goal['cpu_share']:.0%} of asking",
        met=one["share_of_polling"] <= goal["cpu_share"],
    )
    left = cut["not_seen"] + cut["out_of_step"]
    what = f"lines cut {cut['cuts']} times: screens or changes left behind"
    yield _row(what, str(left), "–", "0", met=not left)


def _mix(one: Figures) -> Iterator[str]:
    goal = one["goal"]
    what = f"{one['staff']} at work among {one['patients']:,} patients"
    for key in ("reads", "writes"):
        took, limit = one[f"{key}_p95_ms"], goal[f"{key}_p95_ms"]
        ours = f"{took:,} ms (median {one[f'{key}_p50_ms']:,})"
        yield _row(f"{what}: {key}, p95", ours, "–", f"≤ {limit} ms", met=took <= limit)
    errors = one["errors"]
    asked = f"errors in {one['requests']:,} requests"
    yield _row(asked, str(errors), "–", "0", met=not errors)


def _pages(one: Figures) -> list[str]:
    lines = ["| page | p95 ms | queries | growth |", "|---|---|---|---|"]
    return lines + [
        f"| {name} | {page['p95_ms']} | {page['queries']} | {page['growth']} |"
        for name, page in one["pages"].items()
    ]


TOLD: dict[str, Callable[[Figures], Iterator[str]]] = {
    "B1": _report,
    "B3": _import,
    "B4": _stampede,
    "B5": _growth,
    "B6": _finder,
    "B7": _slots,
    "B9": dispatch,
    "B10": _boards,
    "B11": _start,
    "B12": _mix,
    "B15": cover,
}
