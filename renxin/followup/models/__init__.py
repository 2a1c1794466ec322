from renxin.followup.models.loss import Loss

__all__ = ["Loss"]
