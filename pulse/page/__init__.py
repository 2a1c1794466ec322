"""The report as one page: everything inside, nothing fetched, fit to be printed."""

from datetime import timedelta
from importlib.resources import files

from pulse.page.effects import effects
from pulse.page.fair import equal_waits, reasonable_care
from pulse.page.heat import heat
from pulse.page.lines import lines
from pulse.page.lorenz import lorenz
from pulse.page.losses import losses
from pulse.page.markup import Markup, join, tag
from pulse.page.missed import lead_curve, week_map
from pulse.page.stages import day_picture, stage_times
from pulse.page.tables import accounts, definitions, groups, network
from pulse.page.tiles import tiles
from pulse.report import Report
from pulse.words import say

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(report: Report, lang: str) -> str:
    """The whole report in HTML, in Chinese (`zh`) or English (`en`)."""
    title = say(lang, "Figures")
    style = Markup(files("pulse.page").joinpath("report.css").read_text("utf-8"))
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        tag("title", title),
        tag("style", style),
    )
    body = tag("body", tag("main", *_parts(report, lang)))
    html = tag("html", head, body, lang="zh-Hans" if lang == "zh" else "en")
    return f"<!doctype html>\n{html}"


def _parts(report: Report, lang: str) -> list[Markup]:
    return [
        _title(report, lang),
        tiles(report, lang),
        tag("section", *_pictures(report, lang), class_="charts"),
        groups(report, lang),
        _months(report, lang),
        accounts(report, lang),
        definitions(report, lang),
        tag(
            "footer",
            say(lang, "Made by Pulse. Works offline; nothing leaves this page."),
        ),
    ]


def _title(report: Report, lang: str) -> Markup:
    last = report.period.end - timedelta(days=1)
    about = say(
        lang,
        "{start} – {end}, clinic time {zone}",
        start=report.period.start.isoformat(),
        end=last.isoformat(),
        zone=report.tables.zone,
    )
    return tag(
        "header",
        tag("span", "仁", class_="seal", aria_hidden="true"),
        tag("h1", say(lang, "Figures")),
        tag("p", about),
    )


def _pictures(report: Report, lang: str) -> list[Markup]:
    pictures = []
    if report.loss:
        pictures.append(losses(report.loss, lang))
    pictures.append(lorenz(report.concentration, lang))
    if report.cohorts:
        pictures.append(heat(report.cohorts, lang))
    if report.no_shows and report.no_shows.by_lead:
        pictures.append(lead_curve(report.no_shows, lang))
    if report.no_shows and report.no_shows.week:
        pictures.append(week_map(report.no_shows, lang))
    pictures += _of_the_day(report, lang) + _of_the_watch(report, lang)
    if report.network and report.network.introduced:
        pictures.append(network(report.network, lang))
    return pictures


def _of_the_day(report: Report, lang: str) -> list[Markup]:
    pictures = []
    if report.stations and report.stations.stages:
        pictures.append(stage_times(report.stations, lang))
    if report.day_flow:
        pictures.append(day_picture(report.day_flow, lang))
    return pictures


def _of_the_watch(report: Report, lang: str) -> list[Markup]:
    pictures = []
    if report.reasonable and report.reasonable.rows:
        pictures.append(reasonable_care(report.reasonable, lang))
    if report.waits and report.waits.rows:
        pictures.append(equal_waits(report.waits, report.content, lang))
    if report.effects:
        pictures.append(effects(report.effects, lang))
    return pictures


def _months(report: Report, lang: str) -> Markup:
    drawn = lines(report, lang)
    if not drawn:
        return Markup("")
    heading = tag("h2", say(lang, "Month by month"))
    return join([heading, tag("section", *drawn, class_="charts even")])
