"""The people of the house: who they are, where they work, what they do."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Floats, Ints, Texts, chance
from renxin.demo.names import given_names, surnames
from renxin.demo.people import HOUSES
from renxin.demo.treatments import treatments
from renxin.demo.words import words

# Which departments one doctor covers, by how many doctors a house has.
ROOMS = {
    2: ((0, 1, 3, 7), (2, 4, 5, 6)),
    3: ((0, 1, 3), (2, 5, 7), (4, 6)),
    4: ((0, 3), (1, 7), (2, 5), (4, 6)),
}
PATIENTS_A_DOCTOR = 700
FEWEST, MOST = 2, 4
# (role, at every house?, how many for each doctor or house)
OTHERS = (
    ("GREETER", 2),
    ("CARE", 1),
    ("STATION", 1),
)
OF_THE_GROUP = (
    "COMPLAINTS",
    "MARKETER",
    "MANAGER",
    "TRAINER",
    "COMPLIANCE",
    "SYSTEM_ADMIN",
    "SECURITY_ADMIN",
    "AUDIT_ADMIN",
)


@dataclass(frozen=True)
class Staff:
    """One row per person. Doctors come first; their traits are the known truth."""

    names: Texts
    male: Ints
    role: Texts
    clinic: Ints  # for those who serve the whole group, the first house
    whole_group: Ints
    skill: Floats
    kindness: Floats
    lateness: Floats
    doctors: int
    by_service: Ints  # clinic, service → doctor
    first_doctor: Ints  # of each clinic
    house_doctors: Ints

    @property
    def manner(self) -> Floats:
        """What patients feel of a doctor: kindness before skill."""
        return 0.6 * self.kindness[: self.doctors] + 0.4 * self.skill[: self.doctors]


def staff(seed: int, district: int, patients: int) -> Staff:
    rng = chance(seed, district, "staff")
    rooms = _rooms(patients)
    role, clinic = _posts(rooms)
    size = len(role)
    doctors = sum(len(house) for house in rooms)
    male = rng.random(size) < np.where(np.arange(size) < doctors, 0.5, 0.2)
    traits = [_spread(rng, doctors, size) for _ in range(3)]
    return Staff(
        names=_names(rng, male, district),
        male=male.astype(np.int64),
        role=np.array(role),
        clinic=np.array(clinic, dtype=np.int64),
        whole_group=np.isin(np.array(role), OF_THE_GROUP).astype(np.int64),
        skill=traits[0],
        kindness=traits[1],
        lateness=traits[2],
        doctors=doctors,
        by_service=_by_service(rooms),
        first_doctor=np.cumsum([0, *(len(house) for house in rooms[:-1])]),
        house_doctors=np.array([len(house) for house in rooms], dtype=np.int64),
    )


def _rooms(patients: int) -> list[tuple[tuple[int, ...], ...]]:
    wanted = min(max(patients // PATIENTS_A_DOCTOR, FEWEST * HOUSES), MOST * HOUSES)
    each = [wanted // HOUSES + (house < wanted % HOUSES) for house in range(HOUSES)]
    return [ROOMS[count] for count in each]


def _posts(rooms: list[tuple[tuple[int, ...], ...]]) -> tuple[list[str], list[int]]:
    posts = [("DOCTOR", house) for house, room in enumerate(rooms) for _ in room]
    posts += [
        ("ASSISTANT", house) for house, room in enumerate(rooms) for _ in room * 2
    ]
    posts += [
        (role, house)
        for role, many in OTHERS
        for house in range(HOUSES)
        for _ in range(many)
    ]
    posts += [(role, 0) for role in OF_THE_GROUP]
    return [role for role, _ in posts], [house for _, house in posts]


def _spread(rng: np.random.Generator, doctors: int, size: int) -> Floats:
    """Traits spread evenly from −1.5 to 1.5, so that doctors truly differ."""
    trait = np.zeros(size)
    trait[:doctors] = rng.permutation(np.linspace(-1.5, 1.5, doctors)).round(3)
    return trait


def _names(rng: np.random.Generator, male: Ints, district: int) -> Texts:
    """Nobody at one house shares a name: figures group doctors by it."""
    size = len(male)
    year = rng.integers(1972, 2000, size)
    names = np.char.add(surnames(rng, size), given_names(rng, male > 0, year)).astype(
        "U24"
    )
    banned = set(words("names")["avoid"]["names"])
    seen: set[str] = set()
    for place, name in enumerate(names.tolist()):
        fresh = name
        while fresh in seen or fresh in banned:
            fresh = f"{fresh}欣"
        seen.add(fresh)
        names[place] = fresh if district == 0 else f"{fresh} {district + 1}"
    return names


def _by_service(rooms: list[tuple[tuple[int, ...], ...]]) -> Ints:
    departments = treatments().department
    table = np.zeros((HOUSES, len(departments)), dtype=np.int64)
    first = 0
    for house, room in enumerate(rooms):
        for doctor, covers in enumerate(room):
            table[house, np.isin(departments, covers)] = first + doctor
        first += len(room)
    return table
