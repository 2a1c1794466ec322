from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.portal.kinds import Opens


class SignInCode(models.Model):
    """A code was asked for: by which number and from where, and whether it was used.

    Neither the number nor the code can be read back from here without the house's key.
    """

    # Held by the browser that asked; the code alone opens nothing.
    challenge = models.CharField(_("digest"), max_length=64, unique=True)
    number = models.BinaryField(_("number, indexed"), max_length=16)
    prefix = models.BinaryField(_("its first digits, indexed"), max_length=16)
    sealed = models.BinaryField(_("number, sealed"))
    digest = models.BinaryField(_("code, hashed"), max_length=16)
    address = models.GenericIPAddressField(_("address"))
    asked_at = models.DateTimeField(_("asked at"))
    until = models.DateTimeField(_("good until"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    used_at = models.DateTimeField(_("used at"), null=True)
    opens = models.CharField(
        _("what it opens"), max_length=6, choices=Opens.choices, default=Opens.PAGES
    )
    # When it went to a number nobody we know has; those of a day are counted.
    to_newcomer_at = models.DateTimeField(_("sent to a newcomer at"), null=True)

    class Meta:
        verbose_name = _("sign-in code")
        indexes = [
            models.Index(fields=["number", "-asked_at"], name="code_by_number"),
            models.Index(fields=["address", "-asked_at"], name="code_by_address"),
            models.Index(fields=["prefix", "-asked_at"], name="code_by_prefix"),
            models.Index(fields=["asked_at"], name="code_asked"),
            models.Index(
                fields=["to_newcomer_at"],
                name="code_to_newcomer",
                condition=~models.Q(to_newcomer_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"sign-in code #{self.pk}"
