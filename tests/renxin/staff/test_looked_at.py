import pytest
from django.utils import translation

from renxin.staff import looked_at


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("phone:12", "电话号码"),
        ("document:3", "证件"),
        ("promise 7", "第 7 号承诺"),
        ("figures quarter-2026-09", "导出的经营数据、截至 2026年9月的季度"),
        ("rows K21 month-2026-10 counted=True", "K21 背后的名单、2026年10月"),
        ("lost month-2026-10 reason=MONEY", "流失的患者、2026年10月、金钱"),
        ("something else", "something else"),
    ],
)
def test_what_was_looked_at_is_said_in_words(written, said):
    with translation.override("zh-hans"):
        assert looked_at.in_words(written) == said
