from renxin.rosters.models.leave import Leave
from renxin.rosters.models.pattern import Pattern
from renxin.rosters.models.ratio_goal import RatioGoal
from renxin.rosters.models.roster_change import RosterChange
from renxin.rosters.models.shift import Shift

__all__ = ["Leave", "Pattern", "RatioGoal", "RosterChange", "Shift"]
