from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.roles import rights_of


class Language(models.TextChoices):
    """The languages every screen is complete in."""

    ZH_HANS = "zh-hans", "简体中文"
    EN = "en", "English"


class Theme(models.TextChoices):
    """Day or night; the system's own unless the person chose."""

    SYSTEM = "", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class StaffBook(BaseUserManager["Staff"]):
    """Where staff are looked up; accounts are only made by name, never by default."""

    def create_user(
        self, username: str, password: str | None = None, **fields: object
    ) -> "Staff":
        staff = self.model(username=username, **fields)
        staff.set_password(password)
        staff.save(force_insert=True)
        return staff


@pghistory.track(exclude=["password", "last_login"])
class Staff(AbstractBaseUser):
    """Anyone who works in the house; all staff serve, so all staff count."""

    username = models.CharField(_("sign-in name"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=40)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=Language.choices, default=Language.ZH_HANS
    )
    theme = models.CharField(
        _("theme"),
        max_length=5,
        choices=Theme.choices,
        default=Theme.SYSTEM,
        blank=True,
    )
    is_active = models.BooleanField(_("works here"), default=True)
    # Only the demonstration clinic writes it, and nothing can change it later.
    is_made_up = models.BooleanField(_("made up"), default=False, editable=False)

    objects: ClassVar[StaffBook] = StaffBook()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("staff member")
        triggers = [pgtrigger.ReadOnly(name="made_up_for_good", fields=["is_made_up"])]

    def __str__(self) -> str:
        return self.name

    # The clinic at whose desk they are; nobody brings their rights along from another.
    stands_at: int | None = None

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def posts_today(self) -> list[tuple[str, int | None]]:
        """The roles held today, each with the clinic it is held at (None: all)."""
        return list(
            self.posts.held_on(timezone.localdate()).values_list("role", "clinic_id")
        )

    def roles(self) -> frozenset[str]:
        return frozenset(role for role, _clinic in self.posts_today)

    def may(self, right: str) -> bool:
        """Whether a role held today gives the right: where they stand, if anywhere."""
        if self.stands_at:
            return self.may_at(right, self.stands_at)
        return self.is_active and any(right in rights_of(role) for role in self.roles())

    def holds(self, role: str, *, at: int) -> bool:
        """Whether they hold a role today at this clinic."""
        return any(
            held == role and clinic in {None, at} for held, clinic in self.posts_today
        )

    def may_at(self, right: str, clinic_id: int) -> bool:
        """Whether a role they hold today at this clinic gives the right."""
        held = self.clinics_with(right)
        return held is None or clinic_id in held

    def clinics_with(self, right: str) -> frozenset[int] | None:
        """The clinics at which a role of theirs gives the right; None: at all."""
        if not self.is_active:
            return frozenset()
        held = {clinic for role, clinic in self.posts_today if right in rights_of(role)}
        return None if None in held else frozenset(one for one in held if one)

    def works_everywhere(self) -> bool:
        return any(clinic is None for _role, clinic in self.posts_today)

    def clinic_ids(self) -> frozenset[int]:
        return frozenset(clinic for _role, clinic in self.posts_today if clinic)

    def clinics(self) -> models.QuerySet[Clinic]:
        """The clinics whose patients this person may meet."""
        if self.works_everywhere():
            return Clinic.objects.all()
        return Clinic.objects.filter(pk__in=self.clinic_ids())
