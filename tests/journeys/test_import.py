"""A manager brings an export in: look, map, dry run, take in, correct, undo."""

from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from renxin.exchange.models import Import
from renxin.exchange.tasks import carry_import_out, undo_import, weigh_import
from renxin.patients.models import Patient

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JOBS = {task.name: task for task in (weigh_import, carry_import_out, undo_import)}
EXPORT = (
    "患者编号,姓名,手机号,出生日期,来自哪里\n"
    "1,王芳,13812342207,1990/3/7,抖音\n"
    "2,李明,12345,1990/3/8,抖音\n"
    "3,赵敏,13900001234,1991/3/8,自然到店\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "患者导出.csv"
    path.write_bytes(EXPORT.encode("gb18030"))
    return path


def work(page: Page, busy: str) -> None:
    """What the worker does behind the scenes, once the page says that it waits."""
    expect(page.get_by_role("heading", name=busy)).to_be_visible()
    for job in ProcrastinateJob.objects.filter(
        status="todo", task_name__in=JOBS
    ).order_by("pk"):
        JOBS[job.task_name](**job.args)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")


def test_an_export_is_looked_at_taken_in_corrected_and_undone(  # noqa: PLR0915  one story
    at_desk, manager_gu, export, tmp_path
):
    page: Page = at_desk(manager_gu)
    page.goto("/imports/")
    page.get_by_label("要导入的文件").set_input_files(export)
    expect(page.locator("[data-name]")).to_contain_text("患者导出.csv")
    page.get_by_role("button", name="看看文件").press("Enter")

    expect(page.get_by_role("heading", name="患者导出.csv")).to_be_visible()
    expect(page.get_by_text("GB18030")).to_be_visible()
    page.get_by_label("“来自哪里”对应为").select_option(label="来源渠道")
    page.get_by_role("button", name="试算", exact=True).press("Enter")
    work(page, "正在读文件")

    expect(page.get_by_role("heading", name="将会怎样")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("row", name="手机号").first).to_contain_text("3")
    assert not Patient.objects.exists()
    page.get_by_role("button", name="导入", exact=True).press("Enter")
    work(page, "正在导入")

    expect(page.get_by_role("heading", name="结果")).to_be_visible(timeout=15_000)
    assert set(Patient.objects.values_list("name", flat=True)) == {"王芳", "赵敏"}
    assert set(Patient.objects.values_list("channel", flat=True)) == {
        "抖音",
        "自然到店",
    }
    with page.expect_download() as download:
        page.get_by_role("link", name="患者：下载改正").click()
    corrected = (
        download.value.path().read_text("utf-8-sig").replace("12345", "13912345678")
    )
    (tmp_path / "改正.csv").write_text(corrected, "utf-8-sig")

    page.goto("/imports/")
    page.get_by_label("要导入的文件").set_input_files(tmp_path / "改正.csv")
    page.get_by_role("button", name="看看文件").click()
    page.get_by_role("button", name="试算", exact=True).click()
    work(page, "正在读文件")
    page.get_by_role("button", name="导入", exact=True).click(timeout=15_000)
    work(page, "正在导入")
    expect(page.get_by_role("heading", name="结果")).to_be_visible(timeout=15_000)
    assert Patient.objects.count() == 3

    first = Import.objects.order_by("pk").first()
    page.goto(f"/imports/{first.pk}/")
    page.get_by_role("button", name="撤销整次导入").press("Enter")
    page.get_by_role("button", name="撤销", exact=True).press("Enter")
    work(page, "正在撤销导入")
    expect(page.get_by_text("已撤销")).to_be_visible(timeout=15_000)
    assert list(Patient.objects.values_list("name", flat=True)) == ["李明"]
