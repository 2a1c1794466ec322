"""Many hands in the same moment, each with a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from renxin.desk.refusal import Refusal


def all_at_once(act, things):
    """Each by a hand of its own; what became of it, or the name of the refusal."""
    things = list(things)
    gate = threading.Barrier(len(things))

    def told(thing):
        gate.wait()
        try:
            return act(thing) or "done"
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(things)) as hands:
        return list(hands.map(told, things))
