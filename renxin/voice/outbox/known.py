"""What is known of the people of some messages at the moment they are weighed.

Read for all of them at once: weighing one message costs what weighing fifty costs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from renxin.patients.models import Consent, Patient, Reach
from renxin.promises.models import OptOut
from renxin.voice.models import (
    BadNumber,
    CarrierTemplate,
    Dispatch,
    Doubt,
    Line,
    LocalTime,
    Message,
    Stop,
)
from renxin.voice.outbox import policy
from renxin.voice.outbox.subjects import holds
from renxin.voice.wordings.library import Library, library

MONTH = timedelta(days=30)
BY_CALL = "call"


@dataclass
class Known:
    """Everything by the record that is kept, whichever record it stands with."""

    at: datetime
    # What the house says by then, in the words that hold.
    library: Library
    # Every record, and the one it leads to after all merges.
    leads_to: dict[int, int] = field(default_factory=dict)
    reaches: dict[int, list[Reach]] = field(default_factory=dict)
    consents: dict[tuple[int, str], list[Consent]] = field(default_factory=dict)
    stops: list[Stop] = field(default_factory=list)
    bad_numbers: set[int] = field(default_factory=set)
    held_back: dict[int, str] = field(default_factory=dict)
    not_to_be_called: set[int] = field(default_factory=set)
    # By which clock they live, where it is not their clinic's.
    zones: dict[int, str] = field(default_factory=dict)
    # When they heard from us, offers apart from everything else.
    heard: dict[tuple[int, bool], list[datetime]] = field(default_factory=dict)
    # When a call was laid before the desk for them.
    rung: dict[int, list[datetime]] = field(default_factory=dict)
    # Which channels are left alone for a while, and what carriers approved.
    shut: dict[str, datetime] = field(default_factory=dict)
    templates: dict[tuple[str, str, str], CarrierTemplate] = field(default_factory=dict)
    # What the rules that need data said of words, once for all who are to hear them.
    judged: dict[tuple[str, date], str] = field(default_factory=dict)

    @classmethod
    def of(cls, messages: Iterable[Message], *, at: datetime) -> "Known":
        messages = list(messages)
        known = cls(at, library(at=at))
        people = {one.patient.kept() for one in messages if one.patient}
        known.leads_to = _records({one.pk for one in people})
        points = {one.contact_point_id for one in messages if one.contact_point_id}
        known._read_people()
        known._read_stops(points)
        known._read_heard()
        known._read_ways({one.saying for one in messages})
        return known

    def _read_people(self) -> None:
        ids = list(self.leads_to)
        reaches = defaultdict(list)
        through = Reach.objects.in_use().filter(patient__in=ids)
        for reach in through.select_related("contact_point").order_by("rank", "pk"):
            reaches[self.leads_to[reach.patient_id]].append(reach)
        consents = defaultdict(list)
        for one in Consent.objects.last_words(ids, at=self.at):
            consents[self.leads_to[one.patient_id], one.purpose].append(one)
        self.reaches, self.consents = dict(reaches), dict(consents)
        for why, hold in holds.items():
            self.held_back |= {self.leads_to[pk]: why for pk in hold(ids, self.at)}
        clocks = LocalTime.objects.filter(patient__in=ids)
        told = clocks.values_list("patient", "zone")
        self.zones = {self.leads_to[patient]: zone for patient, zone in told}
        asked = OptOut.objects.filter(patient__in=ids)
        self.not_to_be_called = {self.leads_to[one.patient_id] for one in asked}

    def _read_stops(self, points: Collection[int]) -> None:
        # Whatever clock it was said by: what stands, stands.
        standing = Stop.objects.standing()
        theirs = standing.filter(patient__in=list(self.leads_to))
        self.stops = list(theirs.union(standing.filter(contact_point__in=points)))
        known = {one.contact_point_id for them in self.reaches.values() for one in them}
        bad = BadNumber.objects.standing().filter(contact_point__in=known | {*points})
        self.bad_numbers = set(bad.values_list("contact_point", flat=True))

    def _read_heard(self) -> None:
        """What may have arrived counts as much as what did."""
        heard, rung = defaultdict(list), defaultdict(list)
        theirs = {"message__patient__in": list(self.leads_to), "at__lte": self.at}
        told = ("message__patient", "message__purpose", "channel", "at")
        since = self.at - MONTH
        for kind in (Dispatch, Doubt):
            rows = kind.objects.filter(**theirs, at__gt=since)
            for patient_id, purpose, channel, at in rows.values_list(*told):
                sells = policy.manners(purpose).asks_first
                record = self.leads_to[patient_id]
                heard[record, sells].append(at)
                if channel == BY_CALL:
                    rung[record].append(at)
        self.heard, self.rung = dict(heard), dict(rung)

    def _read_ways(self, sayings: Collection[str]) -> None:
        lines = Line.objects.filter(shut_until__gt=self.at)
        self.shut = {one.channel: one.shut_until for one in lines if one.shut_until}
        approved = CarrierTemplate.objects.filter(saying__in=list(sayings))
        self.templates = {
            (one.channel, one.saying, one.language): one for one in approved
        }

    def heard_within(self, record: int, within: timedelta, *, sells: bool) -> int:
        since = self.at - within
        return sum(at > since for at in self.heard.get((record, sells), ()))

    def rung_enough_until(self, record: int) -> datetime | None:
        """When they may be rung about a message again; None when that is now."""
        times = sorted(self.rung.get(record, ()))
        waits = [
            times[-most] + within
            for within, most in policy.calls()
            if len(times) >= most and times[-most] + within > self.at
        ]
        return max(waits, default=None)

    def stops_of(self, message: Message, record: int | None, family: str) -> list[Stop]:
        """Those of the person or of the number, by this channel or by all."""
        point = message.contact_point_id
        return [
            one
            for one in self.stops
            if one.purpose == message.purpose
            and one.channel in ("", family)
            and (
                (point is not None and one.contact_point_id == point)
                or (record and self.leads_to.get(one.patient_id or 0) == record)
            )
        ]


def _records(kept: set[int]) -> dict[int, int]:
    """Every record merged into one of these, at whatever depth, and where it leads."""
    leads_to = {pk: pk for pk in kept}
    wave = set(kept)
    while wave:
        merged = Patient.objects.filter(merged_into__in=wave).exclude(pk__in=leads_to)
        found = dict(merged.values_list("pk", "merged_into"))
        leads_to |= {pk: leads_to[into] for pk, into in found.items() if into}
        wave = set(found)
    return leads_to
