from django.urls import reverse

from tests.cast import signed_in


def test_a_choice_of_language_is_kept_with_the_person(client, doctor_li):
    desk = signed_in(client, doctor_li)

    desk.post(reverse("staff:language"), {"language": "en"})

    doctor_li.refresh_from_db()
    assert doctor_li.language == "en"


def test_a_theme_nobody_drew_is_passed_over(client, doctor_li):
    signed_in(client, doctor_li).post(reverse("staff:theme"), {"theme": "neon"})

    doctor_li.refresh_from_db()
    assert doctor_li.theme == ""


def test_one_sits_only_at_a_clinic_where_one_works(client, doctor_li, hexi):
    answer = signed_in(client, doctor_li).post(
        reverse("staff:clinic"), {"clinic": hexi.pk}
    )

    assert answer.status_code == 404


def test_a_choice_leads_back_to_the_page_and_never_elsewhere(client, doctor_li):
    desk = signed_in(client, doctor_li)

    answer = desk.post(
        reverse("staff:theme"),
        {"theme": "dark"},
        headers={"referer": "https://evil.example/page"},
    )

    assert answer["Location"] == "/"
