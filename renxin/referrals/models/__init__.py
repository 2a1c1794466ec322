from renxin.referrals.models.acceptance import Acceptance
from renxin.referrals.models.decline import Decline
from renxin.referrals.models.referral import Referral
from renxin.referrals.models.report import Report
from renxin.referrals.models.retraction import Retraction
from renxin.referrals.models.seen import Seen

__all__ = ["Acceptance", "Decline", "Referral", "Report", "Retraction", "Seen"]
