"""The people of a world as patients of the house."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from renxin.demo.loading.copying import copy, keys_of, places
from renxin.demo.loading.house import House
from renxin.demo.words import words
from renxin.desk.masking import masked_document
from renxin.desk.sealing import index_of
from renxin.patients.models import (
    Concern,
    Consent,
    ContactPoint,
    Enrolment,
    IdentityDocument,
    Patient,
    Reach,
    Relation,
)
from renxin.patients.phones import tail_first
from renxin.patients.pinyin import readings

# Registered at nine on the clinic's clock.
NINE = pa.scalar(60 * 60 * 1_000_000, pa.duration("us"))
TEXT_VERSION = "2025-09"
EVIDENCE = "登记表（演示数据）"
TWO = 2
YOUNG = ("小朋友", "同学")


@dataclass(frozen=True)
class Register:
    """Everybody's key, and how the house speaks to them."""

    ids: pa.Array
    keys: pa.Array
    numbers: list[str]
    names: list[str]
    called: list[str]

    def keys_of(self, patient_ids: Any) -> pa.Array:
        return keys_of(places(patient_ids, self.ids), self.keys)

    def places_of(self, patient_ids: Any) -> np.ndarray:
        return places(patient_ids, self.ids)


def enter(tables: dict[str, pa.Table], house: House) -> Register:
    people, patients = tables["people"], tables["patients"]
    ids = patients["patient_id"].combine_chunks()
    names = people["name"].to_pylist()
    keys = copy(Patient, _patients(patients, people, names))
    called = _called(names, people["address_as"].to_pylist())
    register = Register(ids, keys, ids.to_pylist(), names, called)
    at = _at_nine(patients["registered_on"])
    clinic = keys_of(places(patients["clinic"], house.short_names), house.clinics)
    copy(Enrolment, {"patient_id": keys, "clinic_id": clinic, "at": at})
    _phones(people, register)
    _kin(patients, people, register)
    _documents(people, keys)
    _words(tables, register, house)
    return register


def _at_nine(days: Any) -> pa.Array:
    midnight = pc.cast(_whole(days), pa.timestamp("us")).cast(
        pa.timestamp("us", tz="UTC")
    )
    return pc.add(midnight, NINE)


def _whole(column: Any) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _patients(patients: pa.Table, people: pa.Table, names: list[str]) -> dict[str, Any]:
    heard = [readings(name) for name in names]
    latin = [name if name[:1].isascii() else "" for name in names]
    return {
        "number": patients["patient_id"],
        "name": names,
        "foreign_name": latin,
        "pinyin": [one.pinyin for one in heard],
        "initials": [one.initials for one in heard],
        "other_pinyin": [one.other_pinyin for one in heard],
        "other_initials": [one.other_initials for one in heard],
        "address_as": people["address_as"],
        "address": people["address"].to_pylist(),
        **{
            name: patients[name]
            for name in ("sex", "birth_on", "channel", "need", "payer", "registered_on")
        },
    }


def _called(names: list[str], address_as: list[str]) -> list[str]:
    """周女士; for a child, whoever answers the phone."""
    compound = {one for one in words("names")["surnames"] if len(one) == TWO}
    called = []
    for name, title in zip(names, address_as, strict=True):
        plain = "·" not in name and not name[:1].isascii()
        family = name[: 2 if name[:2] in compound else 1] if plain else name
        child = title in YOUNG
        called.append(f"{name}的家长" if child else f"{family}{title}")
    return called


def _phones(people: pa.Table, register: Register) -> None:
    """One contact point a number; who is behind it, and whose it is."""
    numbers = [f"+86{one}" for one in people["phone"].to_pylist()]
    once = list(dict.fromkeys(numbers))
    points = copy(
        ContactPoint,
        {
            "kind": [ContactPoint.Kind.PHONE.value] * len(once),
            "value": once,
            "backwards": [tail_first(one) for one in once],
        },
    )
    copy(
        Reach,
        {
            "patient_id": register.keys,
            "contact_point_id": keys_of(places(pa.array(numbers), once), points),
            "whose": _whose(people, register),
        },
    )


def _whose(people: pa.Table, register: Register) -> list[str]:
    women = {"女士", "阿姨"}
    titles = people["address_as"].to_pylist()
    owner = register.places_of(people["phone_of"]).tolist()
    guardian = register.places_of(people["guardian"]).tolist()
    whose = []
    for own, (holder, parent) in enumerate(zip(owner, guardian, strict=True)):
        if holder == own:
            whose.append(Reach.Whose.OWN.value)
        elif parent < 0:
            whose.append(Reach.Whose.SPOUSE.value)
        else:
            mother = titles[parent] in women
            whose.append((Reach.Whose.MOTHER if mother else Reach.Whose.FATHER).value)
    return whose


def _kin(patients: pa.Table, people: pa.Table, register: Register) -> None:
    """王芳 is the mother of 王小豆; husbands and wives both ways."""
    sex = patients["sex"].to_pylist()
    born = patients["birth_on"].to_pylist()
    guardian = register.places_of(people["guardian"])
    spouse = register.places_of(people["spouse"])
    rows: list[tuple[int, int, str, bool]] = []
    for child in np.flatnonzero(guardian >= 0).tolist():
        parent = int(guardian[child])
        old = (born[child] - born[parent]).days > 45 * 365
        kind = Relation.Kind.MOTHER if sex[parent] == "FEMALE" else Relation.Kind.FATHER
        kind = Relation.Kind.GRANDPARENT if old else kind
        rows.append((parent, child, kind.value, True))
    rows += [
        (one, int(spouse[one]), Relation.Kind.SPOUSE.value, False)
        for one in np.flatnonzero(spouse >= 0).tolist()
    ]
    person, of, kinds, guards = zip(*rows, strict=True)
    copy(
        Relation,
        {
            "person_id": keys_of(np.array(person), register.keys),
            "of_id": keys_of(np.array(of), register.keys),
            "kind": list(kinds),
            "is_guardian": list(guards),
        },
    )


def _documents(people: pa.Table, keys: pa.Array) -> None:
    shown = pc.is_valid(people["document"])
    numbers = people["document"].filter(shown).to_pylist()
    kinds = people["document_kind"].filter(shown).to_pylist()
    index = [
        index_of(number, purpose=f"document|{kind}")
        for number, kind in zip(numbers, kinds, strict=True)
    ]
    copy(
        IdentityDocument,
        {
            "patient_id": keys.filter(_whole(shown)),
            "kind": kinds,
            "sealed": [_hex(IdentityDocument.sealed_of(one)) for one in numbers],
            "index": [_hex(one) for one in index],
            "masked": [masked_document(one) for one in numbers],
        },
    )


def _hex(raw: bytes) -> str:
    return "\\x" + raw.hex()


def _words(tables: dict[str, pa.Table], register: Register, house: House) -> None:
    concerns, consents = tables["concerns"], tables["consents"]
    desk = house.staff[house.roles.index("GREETER")].as_py()
    copy(
        Concern,
        {
            "patient_id": register.keys_of(concerns["patient_id"]),
            "kind": concerns["kind"],
            "level": concerns["level"],
            "note": concerns["note"],
            "at": _at_nine(concerns["on"]),
            "by_id": [desk] * concerns.num_rows,
        },
    )
    copy(
        Consent,
        {
            "patient_id": register.keys_of(consents["patient_id"]),
            **{
                name: consents[name]
                for name in ("purpose", "answer", "given_by", "method")
            },
            "text_version": [TEXT_VERSION] * consents.num_rows,
            "evidence": [EVIDENCE] * consents.num_rows,
            "given_at": consents["given_at"],
            "by_id": [desk] * consents.num_rows,
        },
    )
