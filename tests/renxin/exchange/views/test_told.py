import pytest
from django.utils import timezone, translation

from renxin.exchange.kinds import field_of
from renxin.exchange.views.told import told


@pytest.mark.parametrize(
    ("kind", "name", "kept", "said"),
    [
        ("patients", "sex", "FEMALE", "Female"),
        ("patients", "restricted", "true", "yes"),
        ("patients", "restricted", "", ""),
        ("charges", "amount", "354250", "¥3,542.50"),
        ("charges", "day", "2026-03-02", "2026-03-02"),
        ("appointments", "starts_at", "2026-03-02 01:30:00+00", "2026-03-02 09:30"),
        ("appointments", "outcome", "DUE", "Still to come"),
    ],
)
def test_a_kept_value_reads_as_people_say_it(kind, name, kept, said):
    with translation.override("en"), timezone.override("Asia/Shanghai"):
        read = told(field_of(kind, name), kept)

    assert read == said
