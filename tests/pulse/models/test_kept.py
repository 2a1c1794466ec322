import json
from datetime import date

from pulse.models import kept, learn
from tests.pulse.models.house import book


def test_a_model_read_again_says_the_same(opened):
    tables = opened(appointments=book())
    model = learn(tables, until=date(2025, 6, 1))

    again = kept.read(json.loads(json.dumps(kept.written(model))))

    assert again == model
    on = date(2025, 6, 1)
    assert again.chances(tables, on=on) == model.chances(tables, on=on)
