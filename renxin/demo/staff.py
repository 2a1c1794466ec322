"""The people of the house: who they are, where they work, what they do."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, Texts, chance, happens, some
from renxin.demo.names import given_names, surnames
from renxin.demo.people import HOUSES
from renxin.demo.treatments import treatments
from renxin.demo.words import words

# Which departments each doctor of a team covers, by the size of the team.
Team = tuple[tuple[int, ...], ...]
ROOMS: dict[int, Team] = {
    2: ((0, 1, 3, 7), (2, 4, 5, 6)),
    3: ((0, 1, 3), (2, 5, 7), (4, 6)),
    4: ((0, 3), (1, 7), (2, 5), (4, 6)),
}
PATIENTS_A_DOCTOR = 600
FEWEST, MOST = 2, 8
A_TEAM = 4
TEAMS = 2
# For every doctor at a house two assistants, and two who came later.
ASSISTANTS, MORE_ASSISTANTS = 2, 2
# (role, how many at every house)
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
    by_service: Ints  # clinic, team, service → doctor
    teams: Ints  # of each clinic
    first_doctor: Ints  # of each clinic
    house_doctors: Ints

    @property
    def manner(self) -> Floats:
        """What patients feel of a doctor: kindness before skill."""
        return 0.6 * self.kindness[: self.doctors] + 0.4 * self.skill[: self.doctors]


def staff(seed: int, district: int, patients: int) -> Staff:
    rng = chance(seed, district, "staff")
    houses = _houses(patients)
    many = [sum(len(team) for team in house) for house in houses]
    role, clinic = _posts(many)
    size, doctors = len(role), sum(many)
    male = happens(rng, np.where(np.arange(size) < doctors, 0.5, 0.2))
    traits = [_spread(rng, doctors, size) for _ in range(3)]
    names = _names(rng, male, district)
    more = [one for one in range(HOUSES) for _ in range(many[one] * MORE_ASSISTANTS)]
    helpers, helpers_male = _helpers(seed, district, len(more), names)
    nothing = np.zeros(len(more))
    role += ["ASSISTANT"] * len(more)
    return Staff(
        names=np.concatenate([names, helpers]),
        male=np.concatenate([male, helpers_male]).astype(np.int64),
        role=np.array(role),
        clinic=np.array(clinic + more, dtype=np.int64),
        whole_group=np.isin(np.array(role), OF_THE_GROUP).astype(np.int64),
        skill=np.concatenate([traits[0], nothing]),
        kindness=np.concatenate([traits[1], nothing]),
        lateness=np.concatenate([traits[2], nothing]),
        doctors=doctors,
        by_service=_by_service(houses),
        teams=np.array([len(house) for house in houses], dtype=np.int64),
        first_doctor=np.cumsum([0, *many[:-1]]),
        house_doctors=np.array(many, dtype=np.int64),
    )


def _houses(patients: int) -> list[list[Team]]:
    """Each house's teams; a large house has two, and a family keeps to one."""
    wanted = min(max(patients // PATIENTS_A_DOCTOR, FEWEST * HOUSES), MOST * HOUSES)
    many = [wanted // HOUSES + (house < wanted % HOUSES) for house in range(HOUSES)]
    sizes = [[-(-n // 2), n // 2] if n > A_TEAM else [n] for n in many]
    return [[ROOMS[size] for size in house] for house in sizes]


def _posts(doctors: list[int]) -> tuple[list[str], list[int]]:
    houses = range(HOUSES)
    posts = [("DOCTOR", house) for house in houses for _ in range(doctors[house])]
    posts += [
        ("ASSISTANT", one) for one in houses for _ in range(doctors[one] * ASSISTANTS)
    ]
    posts += [
        (role, house) for role, many in OTHERS for house in houses for _ in range(many)
    ]
    posts += [(role, 0) for role in OF_THE_GROUP]
    return [role for role, _ in posts], [house for _, house in posts]


def _spread(rng: np.random.Generator, doctors: int, size: int) -> Floats:
    """Traits spread evenly from −1.5 to 1.5, so that doctors truly differ."""
    trait = np.zeros(size)
    trait[:doctors] = rng.permutation(np.linspace(-1.5, 1.5, doctors)).round(3)
    return trait


def _names(rng: np.random.Generator, male: Flags, district: int) -> Texts:
    """Nobody at one house shares a name: figures group doctors by it."""
    size = len(male)
    year = rng.integers(1972, 2000, size)
    names = np.char.add(surnames(rng, size), given_names(rng, male, year)).astype("U24")
    banned = set(words("names")["avoid"]["names"])
    seen: set[str] = set()
    for place, name in enumerate(names.tolist()):
        fresh = name
        while fresh in seen or fresh in banned:
            fresh = f"{fresh}欣"
        seen.add(fresh)
        names[place] = fresh if district == 0 else f"{fresh} {district + 1}"
    return names


def _helpers(seed: int, district: int, size: int, taken: Texts) -> tuple[Texts, Flags]:
    """Assistants drawn from a stream of their own, so that nobody else changes."""
    rng = chance(seed, district, "helpers")
    male = some(rng, 0.2, size)
    names = np.char.add(
        surnames(rng, size), given_names(rng, male, rng.integers(1985, 2004, size))
    ).astype("U24")
    seen = {*taken.tolist(), *words("names")["avoid"]["names"]}
    for place, name in enumerate(names.tolist()):
        fresh = name if district == 0 else f"{name} {district + 1}"
        while fresh in seen:
            fresh = f"{name}雯{fresh[len(name) :]}"
        seen.add(fresh)
        names[place] = fresh
    return names, male


def _by_service(houses: list[list[Team]]) -> Ints:
    departments = treatments().department
    table = np.zeros((HOUSES, TEAMS, len(departments)), dtype=np.int64)
    doctor = 0
    for house, teams in enumerate(houses):
        for team, rooms in enumerate(teams):
            for covers in rooms:
                table[house, team, np.isin(departments, covers)] = doctor
                doctor += 1
    return table
