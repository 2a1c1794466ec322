from renxin.demo.loading import followed
from renxin.followup.models import Call, LineCount, LineStart
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.promises.made import promised


def test_each_clinic_has_counted_its_line_and_rung_somebody(
    dongyuan, manager_gu, wang_fang
):
    carer = employed("he", "何静", Role.CARE, dongyuan)
    promised(wang_fang, dongyuan, by=carer, due_from=NOON, due_at=NOON, at=NOON)
    early = {"due_from": NOON - followed.EARLIER * 2, "due_at": NOON}
    wang_fang.promises.update(**early)

    followed.write(now=NOON, manager=manager_gu)

    assert LineStart.objects.get().clinic == dongyuan
    assert LineCount.objects.get().clinic == dongyuan
    assert Call.objects.get().heard == "NO_ANSWER"
