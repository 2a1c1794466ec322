"""Every address of ours that is read, with all one can ask of it."""

import itertools
from urllib.parse import urlencode

from django.urls import reverse

from renxin.site.doors import doors
from tests.faults.commands import methods
from tests.security.objects import theirs

# What leads to a patient: name by sound, initials, numbers of record, phone, card.
SOUGHT = ("", "wf", "wangfang", "P-2", "2202", "13812342202", "990101199003070025")
# Searches: what is typed travels in the body, for it may be somebody's name.
SEARCHES = ("finder", "patients:index", "patients:merges", "promises:patients")
STREAMS = {"live", "live_display"}  # never ends; it carries no words, see its own test
OVERS = ("", "over=year")


def readable():
    for door in doors():
        let_in = methods(door.view)
        ours = door.view.__module__.startswith("renxin.") and door.access
        if ours and door.name not in STREAMS and (not let_in or "GET" in let_in):
            yield door


def queries(door):
    if door.name == "promises:index":
        lists = itertools.product(("mine", "role", "all"), ("open", "late", "ended"))
        return [urlencode({"whose": w, "stands": s}) for w, s in lists]
    if door.name.startswith("scorecard:"):
        return [*OVERS, "clinic=hexi", "clinic=house", "by=money", "part=whole"]
    if door.name == "promises:ending":
        return ["way=UNWELL"]
    return ["", "show=all", "before=999999"]


def addresses(house, whose="own"):
    for door in readable():
        kwargs = theirs(door, house, whose)
        for query in queries(door):
            yield door, f"{reverse(door.name, kwargs=kwargs)}?{query}"


def body(answer):
    """What an answer holds, whether it was rendered or streams from a file."""
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()
    return answer.content.decode()
