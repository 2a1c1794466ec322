from renxin.scorecard.models.export import Export
from renxin.scorecard.models.fairness_review import FairnessFinding, FairnessReview
from renxin.scorecard.models.no_show_model import NoShowModel
from renxin.scorecard.models.target import Target

__all__ = ["Export", "FairnessFinding", "FairnessReview", "NoShowModel", "Target"]
