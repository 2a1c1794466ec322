import pytest

from renxin.exchange import guess

EXPORTS = {
    "patients": [
        "患者编号",
        "姓名",
        "性别",
        "出生日期",
        "手机号(必填)",
        "来源",
        "建档日期",
    ],
    "visits": ["就诊编号", "患者编号", "就诊时间", "科室", "医生", "就诊类型"],
    "appointments": ["预约编号", "患者编号", "预约时间", "预约状态", "医生", "椅位"],
    "charges": ["收费单号", "患者编号", "收费日期", "项目", "实收金额"],
    "complaints": ["投诉编号", "患者编号", "投诉时间", "投诉内容", "回复时间"],
    "answers": ["患者编号", "调查时间", "维度", "得分", "填写时间"],
    "losses": ["患者编号", "流失日期", "流失原因"],
    "introductions": ["介绍人编号", "患者编号", "介绍日期"],
}


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_kind_is_told_by_the_heading(kind):
    assert guess.kind_of(EXPORTS[kind]) == kind


@pytest.mark.parametrize("kind", EXPORTS)
def test_all_that_is_needed_is_found_in_a_plain_export(kind):
    assert guess.mapping_for(kind, EXPORTS[kind]).lacking() == []


def test_english_headings_are_known_in_any_spelling():
    header = ["Patient ID", "Full-Name", "DOB", "Mobile", "Gender"]

    columns = guess.mapping_for("patients", header).columns

    assert columns == {
        "patient_id": "Patient ID",
        "name": "Full-Name",
        "birth_on": "DOB",
        "phone": "Mobile",
        "sex": "Gender",
    }


def test_the_record_number_stands_for_an_id_where_there_is_no_other():
    columns = guess.mapping_for("patients", ["病历号", "姓名"]).columns

    assert columns["patient_id"] == columns["number"] == "病历号"


def test_a_column_that_asks_whether_they_missed_it_is_read_the_right_way_round():
    mapping = guess.mapping_for(
        "appointments", ["PatientId", "AppointmentDay", "No-show"]
    )

    assert mapping.values["outcome"]["yes"] == "NO_SHOW"
    assert mapping.values["outcome"]["no"] == "KEPT"
