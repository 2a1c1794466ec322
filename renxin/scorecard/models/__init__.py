from renxin.scorecard.models.export import Export
from renxin.scorecard.models.target import Target

__all__ = ["Export", "Target"]
