from renxin.visits.models.charge import Charge
from renxin.visits.models.departure import Departure
from renxin.visits.models.next_step import NextStep
from renxin.visits.models.queue_day import QueueDay
from renxin.visits.models.reordering import Reordering
from renxin.visits.models.stage_entry import StageEntry
from renxin.visits.models.station import Station
from renxin.visits.models.visit import Visit

__all__ = [
    "Charge",
    "Departure",
    "NextStep",
    "QueueDay",
    "Reordering",
    "StageEntry",
    "Station",
    "Visit",
]
