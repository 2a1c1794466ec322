"""The people around a patient, seen from the patient."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.desk.masking import masked_name
from renxin.patients.models import Patient, Relation
from renxin.patients.models.patient import Sex
from renxin.patients.page import Neighbour
from renxin.staff.models import Staff

Kind = Relation.Kind

# A relation is stored one way; from the other end it has another name.
RETURNED: dict[str, str | LazyText] = {
    Kind.MOTHER: _("Child"),
    Kind.FATHER: _("Child"),
    Kind.CHILD: _("Parent"),
    Kind.GRANDPARENT: _("Grandchild"),
}
DAUGHTER_OR_SON: dict[str, LazyText] = {
    Sex.FEMALE: _("Daughter"),
    Sex.MALE: _("Son"),
}


@dataclass(frozen=True)
class Kin:
    """One person of the circle, and what they are to the patient."""

    person: Patient
    label: str
    is_guardian: bool
    is_visible: bool


def neighbours(kin: Iterable[Kin]) -> list[Neighbour]:
    """The family as the drawing names it; who may not be opened stays masked."""
    return [
        Neighbour(
            one.person.pk,
            one.person.name if one.is_visible else masked_name(one.person.name),
            one.label,
            is_kin=True,
        )
        for one in kin
    ]


def circle(record_ids: list[int], *, by: Staff) -> list[Kin]:
    """Relations of all the records; a person this desk may not open has no link."""
    either = Q(of__in=record_ids) | Q(person__in=record_ids)
    visible = Patient.objects.visible_to(by)
    relations = (
        Relation.objects.filter(either, ended_at=None)
        .annotate(
            sees_person=Exists(visible.filter(pk=OuterRef("person"))),
            sees_of=Exists(visible.filter(pk=OuterRef("of"))),
        )
        .select_related("person", "of")
        .order_by("pk")
    )
    found: dict[int, Kin] = {}
    for relation in relations:
        kin = _seen_from(relation, record_ids)
        if kin.person.pk not in record_ids:
            found.setdefault(kin.person.pk, kin)
    return list(found.values())


def _seen_from(relation: Any, record_ids: list[int]) -> Kin:
    if relation.of_id in record_ids:
        label = str(Kind(relation.kind).label)
        return Kin(relation.person, label, relation.is_guardian, relation.sees_person)
    return Kin(
        relation.of,
        str(_label_back(relation)),
        is_guardian=False,
        is_visible=relation.sees_of,
    )


def _label_back(relation: Relation) -> str | LazyText:
    if relation.kind in {Kind.MOTHER, Kind.FATHER}:
        return DAUGHTER_OR_SON.get(relation.of.sex, RETURNED[relation.kind])
    return RETURNED.get(relation.kind, Kind(relation.kind).label)
