from datetime import timedelta

from renxin.journal.models import Entry
from renxin.today import feed
from tests.cast import NOON, enrolled
from tests.renxin.promises.made import promised

HOUR = timedelta(hours=1)


def test_what_others_did_since_then_is_news(
    dongyuan, wang_fang, greeter_lin, doctor_li
):
    promised(wang_fang, dongyuan, by=doctor_li, what="给王芳讲方案", at=NOON)

    told = feed.news(greeter_lin, since=NOON - HOUR, clinic_id=dongyuan.pk)

    assert [(one.patient, one.by) for one in told] == [("王芳", "李予安")]
    assert told[0].told == "给王芳讲方案, by 03-02 14:00·李予安·12:00"


def test_what_one_did_oneself_is_no_news_nor_what_one_has_seen(
    dongyuan, wang_fang, greeter_lin, doctor_li
):
    promised(wang_fang, dongyuan, by=greeter_lin, at=NOON)
    promised(wang_fang, dongyuan, by=doctor_li, at=NOON - 2 * HOUR)

    assert not feed.news(greeter_lin, since=NOON - HOUR, clinic_id=dongyuan.pk)


def test_another_clinic_hears_nothing(
    dongyuan, hexi, wang_fang, doctor_li, outsider_zhao
):
    promised(wang_fang, dongyuan, by=doctor_li, at=NOON)

    assert not feed.news(outsider_zhao, since=NOON - HOUR, clinic_id=hexi.pk)


def test_thousands_of_records_brought_in_hide_nothing_that_happened(
    dongyuan, wang_fang, greeter_lin, doctor_li
):
    promised(wang_fang, dongyuan, by=doctor_li, what="给王芳讲方案", at=NOON)
    head = {"at": NOON + HOUR, "clinic_id": dongyuan.pk, "patient_id": wang_fang.pk}
    told = {"source": "vitoria", "external_id": "7", "import_id": 1}
    Entry.objects.bulk_create(
        Entry(fact="exchange.registered", particulars=told, by_id=None, **head)
        for _record in range(feed.READ)
    )

    told = feed.news(greeter_lin, since=NOON - HOUR, clinic_id=dongyuan.pk)

    assert [one.fact.name for one in told] == ["promises.made"]


def test_a_fact_this_version_cannot_tell_is_passed_over(
    dongyuan, wang_fang, greeter_lin
):
    Entry.objects.create(
        fact="from.the_future", at=NOON, clinic_id=dongyuan.pk, patient_id=wang_fang.pk
    )

    assert not feed.news(greeter_lin, since=NOON - HOUR, clinic_id=dongyuan.pk)


def test_of_very_much_news_the_latest_is_read_in_one_query(
    dongyuan, greeter_lin, doctor_li, django_assert_num_queries
):
    for place in range(20):
        patient = enrolled(dongyuan, f"N{place}", f"患者{place}")
        promised(patient, dongyuan, by=doctor_li, at=NOON + place * HOUR / 20)
    greeter_lin.roles()

    with django_assert_num_queries(1):
        told = feed.news(greeter_lin, since=NOON - HOUR, clinic_id=dongyuan.pk)

    assert [one.patient for one in told] == [f"患者{n}" for n in range(19, 13, -1)]
