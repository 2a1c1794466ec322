"""The readers of one file: its zone, its clinics, its words."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from renxin.exchange.kinds import Field
from renxin.exchange.reading import values
from renxin.exchange.reading.dates import Dates
from renxin.exchange.reading.job import House, Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.money import fen
from renxin.exchange.reading.unreadable import NotRead, Unreadable
from renxin.exchange.reading.words import choices_of


class Readers:
    """A reader for each field, made once and used for every row."""

    def __init__(self, job: Job, mapping: Mapping) -> None:
        self.mapping = mapping
        self.houses = job.houses
        self.house = next(h for h in job.houses if h.id == job.house_id)
        self.today = date.fromisoformat(job.today)
        zone = ZoneInfo(mapping.zone or self.house.zone)
        self.dates = Dates(zone, mapping.order)

    def of(self, field: Field) -> values.Reader:
        read = self._plain(field)

        def look(cell: str) -> values.Slots:
            if values.LOST in cell:
                raise Unreadable(_("The cell holds characters that cannot be decoded."))
            return read(cell)

        return look

    def _plain(self, field: Field) -> values.Reader:
        makers: dict[str, Callable[[Field], values.Reader]] = {
            "phone": lambda _field: values.phone,
            "document": lambda _field: values.document,
            "email": lambda _field: values.email,
            "whole": lambda _field: values.whole,
            "score": lambda _field: values.score,
            "money": lambda _field: lambda cell: str(fen(cell)),
            "name": lambda f: values.name if f.name == "name" else values.other_name,
            "key": lambda f: values.key(self.mapping.id_prefix, f.longest),
            "text": lambda f: values.text(f.longest),
            "clinic": lambda _field: self._clinic(),
            "choice": self._choice,
            "truth": self._choice,
            "day": self._date,
            "birthday": self._date,
            "moment": self._date,
        }
        return makers[field.reader](field)

    def _date(self, field: Field) -> values.Reader:
        as_date = field.name in self.mapping.date_only
        as_written = field.name in self.mapping.as_written
        dates = self.dates
        if field.reader == "moment":
            read = dates.midnight if as_date else dates.moment
            return dates.as_written if as_written else read
        days: Callable[[str], date] = (
            dates.written_day if as_date or as_written else dates.day
        )
        if field.reader == "birthday":
            return values.birthday(days, self.today)
        return lambda cell: days(cell).isoformat()

    def _choice(self, field: Field) -> values.Reader:
        known = choices_of(self.mapping.kind, field)
        said = self.mapping.values.get(field.name, {})
        known |= {values.folded(word): code for word, code in said.items()}
        choices = field.choices or ("true", "false")
        for word, code in said.items():
            if code not in choices:
                raise NotRead(
                    _("“%(word)s” is mapped to %(code)s, which %(field)s cannot be.")
                    % {"word": word[:40], "code": code[:40], "field": field.label}
                )
        spoken = [str(word) for _code, word in field.words] or [_("yes"), _("no")]
        return values.one_of(known | said, _(", ").join(spoken))

    def _clinic(self) -> values.Reader:
        known = {
            values.folded(name): str(h.id) for h in self.houses for name in _names(h)
        }

        def read(cell: str) -> str:
            said = self.mapping.values.get("clinic", {}).get(cell, cell)
            house = known.get(values.folded(said))
            if house is None:
                names = _(", ").join(h.names[0] for h in self.houses)
                raise Unreadable(
                    _("No clinic of yours is called so; there are: %(names)s.")
                    % {"names": names}
                )
            return house

        return read


def _names(house: House) -> tuple[str, ...]:
    return (house.code, *house.names)
