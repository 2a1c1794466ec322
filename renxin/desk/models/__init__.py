from renxin.desk.models.receipt import Receipt
from renxin.desk.models.versioned import Versioned

__all__ = ["Receipt", "Versioned"]
