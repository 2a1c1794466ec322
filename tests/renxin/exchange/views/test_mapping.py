from renxin.exchange.models import Import
from tests.cast import signed_in


def test_a_needed_field_without_a_column_is_named_as_the_page_names_it(
    client, manager_gu, bring
):
    taken = bring("患者编号,姓名\n1,王芳\n", only_weigh=True)
    desk = signed_in(client, manager_gu)

    said = desk.post(
        f"/imports/{taken.pk}/mapping/",
        {
            "kind": "patients",
            "source": "old",
            "clinic": taken.clinic_id,
            "column-0": "",
            "column-1": "name",
        },
    )

    assert said.status_code == 422
    assert "还没有选列：患者编号。" in said.content.decode()
    assert Import.objects.get().mapping == taken.mapping
