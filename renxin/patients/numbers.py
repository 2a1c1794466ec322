"""Record numbers: the year, then a running number; gaps mean nothing."""

from django.db import connection

from renxin.patients.models.patient import Patient

AT_ONCE = 10_000


def issue(*, year: int, count: int = 1) -> list[str]:
    """Take numbers nobody has, passing over those an import brought along."""
    numbers: list[str] = []
    while len(numbers) < count:
        drawn = _drawn(year, min(count - len(numbers), AT_ONCE))
        taken = set(
            Patient.objects.filter(number__in=drawn).values_list("number", flat=True)
        )
        numbers += [number for number in drawn if number not in taken]
    return numbers


def _drawn(year: int, count: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('patients_number') FROM generate_series(1, %s)", [count]
        )
        return [f"{year}{running:04d}" for (running,) in cursor.fetchall()]
