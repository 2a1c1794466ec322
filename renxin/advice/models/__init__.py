from renxin.advice.models.advice_approval import AdviceApproval
from renxin.advice.models.advice_given import AdviceGiven
from renxin.advice.models.advice_read import AdviceRead
from renxin.advice.models.advice_taken_back import AdviceTakenBack
from renxin.advice.models.advice_text import AdviceText
from renxin.advice.models.advice_withdrawal import AdviceWithdrawal

__all__ = [
    "AdviceApproval",
    "AdviceGiven",
    "AdviceRead",
    "AdviceTakenBack",
    "AdviceText",
    "AdviceWithdrawal",
]
