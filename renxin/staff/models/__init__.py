from renxin.staff.models.look import Look
from renxin.staff.models.post import Post
from renxin.staff.models.proposal import Decision, Proposal
from renxin.staff.models.setup_link import SetupLink
from renxin.staff.models.staff import Staff

__all__ = ["Decision", "Look", "Post", "Proposal", "SetupLink", "Staff"]
