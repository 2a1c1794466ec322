"""What the database believes of the sizes of tables that have just grown.

An import can bring a hundred thousand rows into an empty house. Until the database
has counted them it plans as if there were none, and the first page of figures could
take minutes; it would find out by itself, but only a minute later.
"""

from collections.abc import Iterable

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.portions import HUNG, PEOPLE
from renxin.exchange.taking.removing import table_of_kind
from renxin.exchange.taking.statements import do, named, written

BESIDES = {Kind.APPOINTMENTS: ("booking_outcome",)}
ALWAYS = (PEOPLE, *HUNG, "exchange_origin", "journal_entry")


def count_anew(kinds: Iterable[str]) -> None:
    tables = set(ALWAYS)
    for kind in kinds:
        tables |= {table_of_kind(kind), *BESIDES.get(Kind(kind), ())}
    for table in sorted(tables):
        do(written("ANALYZE {table}", table=named(table)))
