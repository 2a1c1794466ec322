"""Event logs, of any system, as steps of visits."""

from pulse.log.events import Entry, Log, entries

__all__ = ["Entry", "Log", "entries"]
