from renxin.followup.models import NeedSaid
from tests.cast import signed_in


def test_a_doctor_says_what_somebody_comes_for(client, doctor_li, wang_fang):
    desk = signed_in(client, doctor_li)

    desk.post(f"/needs/{wang_fang.pk}/", {"need": "PREVENTION", "why": "只来洗牙"})

    assert NeedSaid.objects.get().why == "只来洗牙"


def test_nobody_else_does(client, greeter_lin, wang_fang):
    answer = signed_in(client, greeter_lin).get(f"/needs/{wang_fang.pk}/")

    assert answer.status_code == 403
