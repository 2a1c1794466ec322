from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.staff.models import Staff

Thing = Staff | Chair | Equipment


class ResourceQuerySet(models.QuerySet["Resource"]):
    def at(self, clinic: Clinic) -> Self:
        """The chairs and devices of a clinic; people move between clinics."""
        here = models.Q(chair__clinic=clinic) | models.Q(equipment__clinic=clinic)
        return self.filter(here)

    def of(self, things: Iterable[Thing]) -> dict[Thing, "Resource"]:
        """The resource that stands for each of these, made where it is new."""
        asked = {(field_of(thing), thing.pk): thing for thing in things}
        found = {}
        for one in self._known(asked):
            thing = asked[one.stands_for]
            setattr(one, field_of(thing), thing)
            found[thing] = one
        # In one order, so that two who make the same ones never wait in a ring.
        for _key, thing in sorted(asked.items()):
            if thing not in found:
                found[thing] = self._made_for(thing)
        return found

    def _known(self, asked: Iterable[tuple[str, int]]) -> Self:
        ids: dict[str, list[int]] = {"staff": [], "chair": [], "equipment": []}
        for field, pk in asked:
            ids[field].append(pk)
        return self.filter(
            models.Q(staff__in=ids["staff"])
            | models.Q(chair__in=ids["chair"])
            | models.Q(equipment__in=ids["equipment"])
        )

    def _made_for(self, thing: Thing) -> "Resource":
        which: dict[str, Any] = {field_of(thing): thing}
        made, _new = self.get_or_create(**which)
        return made


class Resource(models.Model):
    """Whoever or whatever serves one patient at a time: a person, a chair, a device."""

    staff = models.OneToOneField(
        Staff, models.PROTECT, null=True, blank=True, related_name="resource"
    )
    chair = models.OneToOneField(
        Chair, models.PROTECT, null=True, blank=True, related_name="resource"
    )
    equipment = models.OneToOneField(
        Equipment, models.PROTECT, null=True, blank=True, related_name="resource"
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        constraints = [
            models.CheckConstraint(
                name="resource_is_one_thing",
                condition=models.Q(
                    staff__isnull=False, chair__isnull=True, equipment__isnull=True
                )
                | models.Q(
                    staff__isnull=True, chair__isnull=False, equipment__isnull=True
                )
                | models.Q(
                    staff__isnull=True, chair__isnull=True, equipment__isnull=False
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.thing)

    @property
    def stands_for(self) -> tuple[str, int]:
        """Which it is, by its field and key, without asking for it."""
        if self.staff_id:
            return "staff", self.staff_id
        if self.chair_id:
            return "chair", self.chair_id
        return "equipment", self.equipment_id or 0

    @property
    def thing(self) -> Thing:
        found = self.staff or self.chair or self.equipment
        if found is None:
            raise AssertionError("a resource is one thing")
        return found


def field_of(thing: Thing) -> str:
    if isinstance(thing, Staff):
        return "staff"
    return "chair" if isinstance(thing, Chair) else "equipment"
