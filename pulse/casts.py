"""SQL that turns what a file holds into what the contract asks for.

Each cast gives null where it cannot be done, never a guess. Moments leave as the
clinic's own wall clock, so that cutting one to its day gives the clinic's day.
"""

from pulse.clock import wall_clock
from pulse.tables import Column, Kind

# A date, perhaps a time, perhaps an offset. Names of zones are not taken: CST is
# China's, Cuba's and Chicago's.
SHAPE = (
    r"\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}"
    r"([T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([Zz]|[+-]\d{2}(:?\d{2})?)?)?\s*"
)
# A day written as a moment: midnight, whatever zone stands behind it.
MIDNIGHT = (
    r"\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}"
    r"([T ]00?:00(:00([.,]0+)?)?\s*([Zz]|[+-]\d{2}(:?\d{2})?)?)?\s*"
)
YES = "'true', 't', 'yes', 'y', '1', '是'"
NO = "'false', 'f', 'no', 'n', '0', '否'"
FIRST_YEAR, LAST_YEAR = 1900, 2199


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def is_missing(name: str, held: str) -> str:
    column = quoted(name)
    return (
        f"({column} IS NULL OR {column} = '')"
        if held == "VARCHAR"
        else (f"{column} IS NULL")
    )


def cast(column: Column, held: str, zone: str) -> str:
    """The SQL for one column, given the type the file holds it in."""
    name = quoted(column.name)
    if column.kind in {Kind.ID, Kind.TEXT}:
        return f"nullif({name}::VARCHAR, '')"
    if column.kind is Kind.CODE:
        codes = ", ".join(text(code) for code in column.codes)
        code = f"upper(trim({name}::VARCHAR))"
        return (
            f"CASE WHEN {name}::VARCHAR IN ({codes}) THEN {name}::VARCHAR"
            f" WHEN {code} IN ({codes}) THEN {code} END"
        )
    if column.kind is Kind.MOMENT:
        return _possible(_moment(name, held, zone), "TIMESTAMP")
    if column.kind is Kind.DAY:
        return _possible(_day(name, held, zone), "DATE")
    return _counted(name, held, column.kind)


def trusted(column: Column, held: str, zone: str, ends: tuple[str, str]) -> str:
    """The cast for a column whose cells are known to be in order, between two ends."""
    name = quoted(column.name)
    if column.kind is Kind.MOMENT and held == "TIMESTAMP WITH TIME ZONE":
        return wall_clock(name, zone, *ends) or _moment(name, held, zone)
    if column.kind is Kind.MOMENT:
        return f"({_moment(name, held, zone)})::TIMESTAMP"
    if column.kind is Kind.DAY:
        return _day(name, held, zone)
    return name if column.kind in {Kind.ID, Kind.TEXT} else cast(column, held, zone)


def _possible(moment: str, kind: str) -> str:
    return (
        f"CASE WHEN year({moment}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR}"
        f" THEN ({moment})::{kind} END"
    )


def _moment(name: str, held: str, zone: str) -> str:
    if held == "VARCHAR":
        written = f"try_cast(replace({name}, ',', '.') AS TIMESTAMPTZ)"
        return (
            f"CASE WHEN regexp_full_match({name}, '{SHAPE}')"
            f" THEN timezone({text(zone)}, {written}) END"
        )
    if held == "TIMESTAMP WITH TIME ZONE":
        return f"timezone({text(zone)}, {name})"
    if held.startswith("TIMESTAMP") or held == "DATE":
        return f"{name}::TIMESTAMP"
    return "NULL::TIMESTAMP"


def _day(name: str, held: str, zone: str) -> str:
    """The date as written where it is a date; else the clinic's day of the moment."""
    local = f"({_moment(name, held, zone)})::DATE"
    if held == "VARCHAR":
        date = f"try_cast(regexp_extract({name}, '[-0-9/]+') AS DATE)"
        is_day = f"regexp_full_match({name}, '{MIDNIGHT}')"
        return f"CASE WHEN {is_day} THEN {date} ELSE {local} END"
    if held == "TIMESTAMP WITH TIME ZONE":
        utc = f"timezone('UTC', {name})"
        is_day = f"{utc} = date_trunc('day', {utc})"
        return f"CASE WHEN {is_day} THEN {utc}::DATE ELSE {local} END"
    return local


def _bool(name: str, held: str) -> str:
    if held == "BOOLEAN":
        return name
    word = f"lower(trim({name}::VARCHAR))"
    return f"CASE WHEN {word} IN ({YES}) THEN true WHEN {word} IN ({NO}) THEN false END"


def _counted(name: str, held: str, kind: Kind) -> str:
    return _bool(name, held) if kind is Kind.BOOL else _number(name, held, kind)


def _number(name: str, held: str, kind: Kind) -> str:
    number = (
        f"try_cast({name} AS DECIMAL(18, 4))"
        if held == "VARCHAR"
        else (f"{name}::DOUBLE" if held != "BOOLEAN" else "NULL")
    )
    if kind is Kind.MONEY:
        return f"try_cast(round({number} * 100) AS BIGINT)"
    return f"CASE WHEN isfinite(({number})::DOUBLE) THEN ({number})::DOUBLE END"
