"""What advice is about, and which duty of a station it does."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Medicine and food at the pharmacy; care at home after a treatment."""

    MEDICINE = "MEDICINE", pgettext_lazy("advice", "Medicine")
    DIET = "DIET", pgettext_lazy("advice", "Food and drink")
    CARE = "CARE", pgettext_lazy("advice", "Care at home")


# A duty keeps its code from version to version, so whoever rewrites it is still met.
DOES: dict[str, str] = {
    Kind.MEDICINE: "medicine-explained",
    Kind.DIET: "diet-explained",
    Kind.CARE: "informed",
}
