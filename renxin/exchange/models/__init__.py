from renxin.exchange.models.addition import Addition
from renxin.exchange.models.change import Change
from renxin.exchange.models.import_run import Import
from renxin.exchange.models.mapping import Mapping
from renxin.exchange.models.origin import Origin
from renxin.exchange.models.portion import Portion
from renxin.exchange.models.refused_row import RefusedRow

__all__ = [
    "Addition",
    "Change",
    "Import",
    "Mapping",
    "Origin",
    "Portion",
    "RefusedRow",
]
