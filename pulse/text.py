"""Loading text files into DuckDB as text, counting the lines that are no rows."""

# ruff: noqa: S608  SQL is this module's trade; every name and value is quoted.

from pathlib import Path

import duckdb

from pulse.casts import quoted, text
from pulse.files import Source, Unreadable, as_utf8, header

NOT_ROWS = {
    "TOO MANY COLUMNS": "more cells than the header",
    "UNQUOTED VALUE": "a quotation mark that never closes",
}


class TextRoom:
    """Where text tables are kept while they are typed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder
        self._loaded = 0

    def load(self, source: Source) -> tuple[str, dict[str, int]]:
        """The name of a table holding the parts, and the lines refused with why."""
        refused: dict[str, int] = {}
        parts = []
        for path in source.paths:
            parts.append(self._load(path))
            for why, count in self._not_rows().items():
                refused[why] = refused.get(why, 0) + count
        if len(parts) == 1:
            return parts[0], refused
        whole = quoted(f"raw {source.table}")
        query = " UNION ALL BY NAME ".join(f"SELECT * FROM {part}" for part in parts)
        self._connection.execute(f"CREATE TABLE {whole} AS {query}")
        for part in parts:
            self._connection.execute(f"DROP TABLE {part}")
        return whole, refused

    def _load(self, path: Path) -> str:
        copy = as_utf8(path, self._folder)
        self._loaded += 1
        name = quoted(f"part {self._loaded}")
        try:
            self._create(name, copy)
        except duckdb.Error as broken:
            raise Unreadable(f"`{path}` is not a CSV file.") from broken
        return name

    def _create(self, name: str, copy: Path) -> None:
        names, delimiter = header(copy)
        columns = ", ".join(f"{text(column)}: 'VARCHAR'" for column in names)
        self._connection.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_csv({text(str(copy))},"
            f" columns = {{{columns}}}, delim = {text(delimiter)}, header = true,"
            " auto_detect = false, quote = '\"', escape = '\"', nullstr = '',"
            " null_padding = true, ignore_errors = true, max_line_size = 16777216,"
            f" rejects_table = 'rejects_{self._loaded}',"
            f" rejects_scan = 'scans_{self._loaded}', strict_mode = true)"
        )

    def _not_rows(self) -> dict[str, int]:
        rows = self._connection.execute(
            "SELECT error_type::VARCHAR, count(DISTINCT line)"
            f" FROM {quoted(f'rejects_{self._loaded}')} GROUP BY 1"
        ).fetchall()
        return {NOT_ROWS.get(kind, "not a row"): int(count) for kind, count in rows}
