from renxin.rosters.models.leave import Leave
from renxin.rosters.models.shift import Shift

__all__ = ["Leave", "Shift"]
