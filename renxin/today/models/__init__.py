from renxin.today.models.glance import Glance

__all__ = ["Glance"]
