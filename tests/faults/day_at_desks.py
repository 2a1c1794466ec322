"""A day in an open house: greeted, handed over and seen off over the wire."""

import re
from datetime import UTC, datetime, timedelta

from tests.faults.open_house import insist

CARD = r'data-card="(\d+)"[^>]*data-seen="(\d+)"[^>]*>\s*<span class="top"><b>{name}<'
IN_A_MONTH = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()


class OneVisit:
    """What one desk does for one patient, each key pressed until it is answered."""

    def __init__(self, desk, name, patient):
        self.desk, self.name, self.patient = desk, name, patient

    def whole(self):
        told = {"patient": self.patient, "urgency": "ROUTINE"}
        self.desk.insist("/flow/greeting/", told)
        self.leave_out()
        self.send_on()
        self.leave_out()
        self.depart()

    def get(self, path):
        return insist(lambda: self.desk.get(path))

    def here(self):
        """The visit and the step it stands at, as the board shows them."""
        page = self.get("/flow/board/")
        return re.search(CARD.format(name=self.name), page).groups()

    def leave_out(self):
        """Nobody here has time for duties: each is left out, and why."""
        visit, seen = self.here()
        address = f"/flow/visits/{visit}/duties/waiver/"
        duties = re.findall(r'name="duties" value="(\d+)"', self.get(address))
        if duties:
            told = {"seen": seen, "duties": duties, "why": "DONE_BEFORE"}
            self.desk.insist(address, told)

    def send_on(self):
        visit, seen = self.here()
        address = f"/flow/visits/{visit}/station/"
        there = re.findall(r'name="station" value="(\d+)"', self.get(address))
        self.desk.insist(address, {"seen": seen, "station": there[1]})

    def depart(self):
        visit, _seen = self.here()
        told = {"kind": "RECALL", "recall_on": IN_A_MONTH}
        self.desk.insist(
            f"/flow/visits/{visit}/departure/", told | {"why_not_back": "IN_A_HURRY"}
        )


def counts(page):
    """How many are in the house, and how many were seen off, as the board says."""
    numbers = re.findall(r"<dd>(\d+)<", page)
    return int(numbers[0]), int(numbers[-1])
