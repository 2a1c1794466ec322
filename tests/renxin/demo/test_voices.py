from statistics import mean

from renxin.demo.voices import working_day_after


def test_most_are_silent_and_silence_is_kept(tables):
    answered = [row for row in tables["answers"] if row["score"] is not None]

    assert 0.2 < len(answered) / len(tables["answers"]) < 0.4
    assert all(
        (row["score"] is None) == (row["answered_at"] is None)
        for row in tables["answers"]
    )


def test_scores_lie_on_their_scales(tables):
    ten = {"RECOMMEND", "PAIN"}
    for row in tables["answers"]:
        if row["score"] is not None:
            low, high = (0, 10) if row["element"] in ten else (1, 5)
            assert low <= row["score"] <= high


def test_kind_doctors_are_rated_higher(tables, truth):
    doctor_of = {row["visit_id"]: row["doctor"] for row in tables["visits"]}
    order = sorted(truth["doctors"], key=lambda row: row["manner"])
    scores = {}
    for row in tables["answers"]:
        if row["element"] == "OVERALL" and row["score"] is not None:
            scores.setdefault(doctor_of[row["visit_id"]], []).append(row["score"])

    coldest, kindest = (mean(scores[order[place]["doctor"]]) for place in (0, -1))
    assert kindest > coldest


def test_complaints_are_few_and_most_are_answered_in_time(tables):
    complaints = tables["complaints"]
    in_time = [
        row
        for row in complaints
        if row["replied_at"] and row["replied_at"].date() <= row["due_on"]
    ]

    assert 3 < 1000 * len(complaints) / len(tables["visits"]) < 10
    assert len(in_time) > 0.8 * len(complaints)
    assert all(row["what"] for row in complaints)


def test_working_days_pass_over_the_spring_festival(world):
    start = world.start
    friday = (start.replace(year=2026, month=2, day=13) - start).days

    due = working_day_after(start, friday, 5)

    assert due - friday > 7
