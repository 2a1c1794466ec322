from renxin.feedback.models.answer import Answer
from renxin.feedback.models.complaint import Complaint

__all__ = ["Answer", "Complaint"]
