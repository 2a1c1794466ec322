"""The houses of the group, their rooms, and everybody who works there."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.contrib.auth.hashers import make_password

from renxin.clinics.models import Chair, Clinic, Department, Equipment
from renxin.demo.loading.copying import copy
from renxin.demo.staff import Staff as Drawn
from renxin.demo.treatments import treatments
from renxin.demo.words import words
from renxin.patients.pinyin import readings
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

PASSWORD_BYTES = 9


@dataclass(frozen=True)
class Account:
    """Who may sign in, for showing the house to somebody."""

    role: str
    name: str
    username: str


@dataclass(frozen=True)
class House:
    """The keys by which the other tables point at the house and its people."""

    clinics: pa.Array
    short_names: tuple[str, ...]
    staff: pa.Array
    names: tuple[str, ...]
    roles: tuple[str, ...]
    accounts: tuple[Account, ...]
    password: str


def furnish(drawn: Drawn, since: date) -> House:
    clinics = [Clinic.objects.create(**one) for one in _clinics()]
    for place, clinic in enumerate(clinics):
        _rooms(clinic, int(drawn.house_doctors[place]))
    names, roles = tuple(drawn.names.tolist()), tuple(drawn.role.tolist())
    usernames = _usernames(names)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    accounts = _accounts(roles, names, usernames)
    keys = copy(
        Staff,
        {
            "username": usernames,
            "name": names,
            "password": _passwords(usernames, accounts, password),
            "is_made_up": [True] * len(names),
        },
    )
    _posts(drawn, keys, clinics, since)
    shorts = tuple(clinic.short_name for clinic in clinics)
    keys_of_clinics = pa.array([clinic.pk for clinic in clinics])
    return House(keys_of_clinics, shorts, keys, names, roles, accounts, password)


def _clinics() -> list[dict[str, str]]:
    return [
        {
            "name": one["name"],
            "short_name": one["short"],
            "code": one["code"],
            "phone": one["phone"],
            "address": one["address"],
        }
        for one in words("town")["houses"]
    ]


def _rooms(clinic: Clinic, doctors: int) -> None:
    for number, name in enumerate(treatments().departments):
        Department.objects.create(clinic=clinic, name=name, code=f"d{number + 1}")
    for number in range(doctors):
        Chair.objects.create(clinic=clinic, name=f"{number + 1} 号椅")
    for device in words("town")["devices"]:
        Equipment.objects.create(clinic=clinic, **device)


def _usernames(names: Sequence[str]) -> list[str]:
    """The sound of the name; the second of the same sound has a 2 behind it."""
    seen: dict[str, int] = {}
    usernames = []
    for name in names:
        sound = readings(name).pinyin
        seen[sound] = seen.get(sound, 0) + 1
        usernames.append(sound if seen[sound] == 1 else f"{sound}{seen[sound]}")
    return usernames


def _accounts(
    roles: Sequence[str], names: Sequence[str], usernames: Sequence[str]
) -> tuple[Account, ...]:
    """One of each role can sign in."""
    firsts = [roles.index(role) for role in Role.values if role in roles]
    return tuple(Account(roles[one], names[one], usernames[one]) for one in firsts)


def _passwords(
    usernames: Sequence[str], accounts: Sequence[Account], password: str
) -> list[str]:
    may = {account.username for account in accounts}
    return [make_password(password if one in may else None) for one in usernames]


def _posts(
    drawn: Drawn, keys: pa.Array, clinics: Sequence[Clinic], since: date
) -> None:
    everywhere = drawn.whole_group > 0
    copy(
        Post,
        {
            "staff_id": keys,
            "clinic_id": [
                None if whole else clinics[house].pk
                for whole, house in zip(everywhere, drawn.clinic, strict=True)
            ],
            "role": drawn.role.tolist(),
            "since_on": [since] * len(keys),
        },
    )
