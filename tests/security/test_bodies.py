"""R01 and R18: what stands in a request's body gives no right its sender lacks."""

import pytest
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from renxin.patients.models import Merge, Patient
from renxin.promises.models import Promise
from renxin.staff.models import Decision, Post, Staff
from renxin.staff.roles import Role
from tests.faults.asked import said
from tests.faults.patient_commands import NEWCOMER


def rows_of(*tables):
    """The rows of these tables, to the letter."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY t.id')
            yield cursor.fetchall()


PATIENTS = ("patients_patient", "patients_reach", "patients_concern", "patients_merge")
PROMISES = ("promises_promise", "promises_ending", "promises_deferral")


def swapped(house):
    """Each command on something of ours, with an id in it that is another clinic's."""
    own, other = house["own"], house["other"]
    mine, theirs = own["patient"].pk, other["patient"].pk

    def at(name, *args):
        return reverse(name, args=args)

    promise = {
        "what": "打电话",
        "kind": "CALL",
        "when": "TOMORROW",
        "owner": "role:CARE",
    }
    mapping = {"kind": "patients", "source": "main", "column-0": "patient_id"}
    far = {"list": "key-visits", "over": "month", "clinic": "hexi", "everyone": "1"}
    asked = far | {"kind": "WIN_BACK", "what": "问问", "a_day": "30"}
    return {
        "a promise to their patient": (
            at("promises:new"),
            promise | {"patient": theirs},
        ),
        "a promise owed by their doctor": (
            at("promises:new"),
            promise | {"patient": mine, "owner": f"person:{other['staff'].pk}"},
        ),
        "a promise handed to their doctor": (
            at("promises:handover", own["promise"].pk),
            {"to": f"person:{other['staff'].pk}"},
        ),
        "their record merged into ours": (
            at("patients:merges", mine),
            {"merged": theirs, "reason": "同一个人"},
        ),
        "their merge parted from our record": (
            at("patients:parting", mine, other["merge"].pk),
            {"reason": "两个人"},
        ),
        "their consent withdrawn on our record": (
            at("patients:withdrawal", mine, other["consent"].pk),
            {"method": "SPOKEN"},
        ),
        "their concern ended on our record": (
            at("patients:concern_ending", mine, other["concern"].pk),
            {},
        ),
        "their phone taken off through our record": (
            at("patients:phone_ending", mine, other["reach"].pk),
            {},
        ),
        "their phone revealed through our record": (
            at("patients:reveal", mine),
            {"what": f"phone:{other['reach'].pk}"},
        ),
        "our file taken into their clinic": (
            at("exchange:mapping", own["waiting"].pk),
            mapping | {"clinic": other["clinic"].pk},
        ),
        "promises to everyone on their list": (
            at("scorecard:promises"),
            asked | {"first_on": "2099-03-02"},
        ),
        "their figures taken out": (at("scorecard:exports"), far),
        "their goal set": (
            at("scorecard:goal", "K03"),
            {"percent": "9", "clinic": "hexi"},
        ),
        "their figures counted": (
            at("scorecard:counting"),
            {"kind": "pictures", "clinic": "hexi"},
        ),
    }


SWAPS = [
    "a promise to their patient",
    "a promise owed by their doctor",
    "a promise handed to their doctor",
    "their record merged into ours",
    "their merge parted from our record",
    "their consent withdrawn on our record",
    "their concern ended on our record",
    "their phone taken off through our record",
    "their phone revealed through our record",
    "our file taken into their clinic",
    "promises to everyone on their list",
    "their figures taken out",
    "their goal set",
    "their figures counted",
]


def test_every_swap_is_tried(house):
    assert list(swapped(house)) == SWAPS


@pytest.mark.parametrize("swap", SWAPS)
def test_an_id_of_another_clinic_in_the_body_is_not_there(house, swap):
    url, data = swapped(house)[swap]
    before = list(rows_of(*PATIENTS, *PROMISES, "exchange_import"))

    answer = house["desks"]["MANAGER"].post(url, data)

    assert answer.status_code in {404, 422}
    assert list(rows_of(*PATIENTS, *PROMISES, "exchange_import")) == before


def test_nobody_can_be_introduced_by_a_patient_of_another_clinic(house):
    introducer = house["other"]["patient"]

    answer = house["desks"]["GREETER"].post(
        reverse("patients:new"), NEWCOMER | {"introduced_by": introducer.pk}
    )

    assert answer.status_code < 400
    assert introducer.introductions_made.count() == 1
    newcomer = Patient.objects.latest("pk")
    assert not newcomer.introductions_received.exists()


def test_of_the_patients_ticked_only_those_on_the_own_list_are_promised(house):
    own, other = house["own"], house["other"]
    data = {
        "list": "key-visits",
        "over": "month",
        "kind": "WIN_BACK",
        "what": "问问",
        "first_on": "2099-03-02",
        "a_day": "30",
        "patient": [own["patient"].pk, other["patient"].pk],
    }

    answer = house["desks"]["MANAGER"].post(reverse("scorecard:promises"), data)

    assert answer.status_code == 302, said(answer)
    made = Promise.objects.filter(kind="WIN_BACK").values_list("patient", flat=True)
    assert list(made) == [own["patient"].pk]


# R18 ---------------------------------------------------------------------------
def every_field(model, **known):
    """A body that names every column of a model, as somebody guessing would."""
    guesses = {
        models.BooleanField: "1",
        models.DateField: "1999-09-09",
        models.DateTimeField: "1999-09-09T09:09",
        models.ForeignKey: "1",
        models.CharField: "甲",
    }
    told = {}
    for field in model._meta.concrete_fields:
        guess = next((g for kind, g in guesses.items() if isinstance(field, kind)), "7")
        told[field.name] = told[field.attname] = guess
    return told | known


def kept(row, but):
    fields = [f.attname for f in row._meta.concrete_fields if f.name not in but]
    return {name: getattr(row, name) for name in fields}


def test_changing_a_patient_changes_only_what_the_form_shows(house):
    patient = house["own"]["patient"]
    form = {
        "name": "王芳芳",
        "sex": "FEMALE",
        "birth_on": "1990-03-07",
        "channel": "",
        "need": "",
        "died_on": "",
        "version": patient.version,
    }
    shown = {*form, "former_name", "foreign_name", "address_as", "allergies"}
    # The ways a name is found follow from the name.
    shown |= {"address", "payer", "pinyin", "initials", "other_pinyin"}
    shown |= {"other_initials"}
    before = kept(patient, shown)

    answer = house["desks"]["GREETER"].post(
        reverse("patients:edit", args=[patient.pk]), every_field(Patient, **form)
    )

    assert answer.status_code == 302, said(answer)
    changed = Patient.objects.get(pk=patient.pk)
    assert changed.name == "王芳芳"
    assert kept(changed, shown) == before


def test_registering_gives_a_newcomer_no_number_version_or_merge_of_ones_choice(house):
    told = every_field(Patient, **NEWCOMER) | {"merged": "1", "need": ""}
    told |= {"phone": "", "birth_on": "", "introduced_by": ""}

    answer = house["desks"]["GREETER"].post(reverse("patients:new"), told)

    assert answer.status_code == 302, said(answer)
    newcomer = Patient.objects.latest("pk")
    assert newcomer.number not in {"7", ""}
    assert newcomer.registered_on.year >= timezone.localdate().year - 1
    assert (newcomer.version, newcomer.merged_into, newcomer.restricted_at) == (
        1,
        None,
        None,
    )
    assert newcomer.died_on is None


def test_a_promise_is_made_by_whoever_is_at_the_desk_now_and_is_open(house):
    told = every_field(
        Promise,
        patient=house["own"]["patient"].pk,
        clinic=house["other"]["clinic"].pk,
        clinic_id=house["other"]["clinic"].pk,
        what="打电话",
        kind="CALL",
        owner="role:CARE",
        when="TOMORROW",
        due_at="",
    )

    answer = house["desks"]["CARE"].post(reverse("promises:new"), told)

    made = Promise.objects.latest("pk")
    assert answer.status_code == 302, said(answer)
    assert made.clinic == house["clinic"]
    assert made.made_by == house["people"]["CARE"]
    assert made.made_at.year > 1999
    assert made.ended_at is None


@pytest.mark.parametrize("name", ["staff:theme", "staff:language"])
def test_nobody_raises_themselves_through_their_own_settings(house, name):
    me = house["people"]["GREETER"]
    chosen = {"theme": "dark", "language": "en"}
    before = kept(me, chosen)

    house["desks"]["GREETER"].post(
        reverse(name), every_field(Staff, **chosen) | {"role": "MANAGER"}
    )

    assert kept(Staff.objects.get(pk=me.pk), {*chosen}) == before
    assert me.posts.get().role == Role.GREETER


def test_a_new_colleague_has_no_password_and_no_role_one_slipped_in(house):
    told = every_field(Staff, name="何远", username="heyuan2", language="zh-hans")

    house["desks"]["SECURITY_ADMIN"].post(reverse("staff:new"), told)

    made = Staff.objects.get(username="heyuan2")
    assert not made.has_usable_password()
    assert not getattr(made, "is_superuser", False)
    assert not Post.objects.filter(staff=made).exists()


def test_a_decision_in_another_clinic_is_not_taken_by_naming_oneself(house):
    """R06: who confirms must work at the clinic the role is for."""
    proposal = house["other"]["proposal"]
    told = every_field(Decision, say="yes", by="1", proposed_by="1")

    answer = house["desks"]["MANAGER"].post(
        reverse("staff:decision", args=[proposal.pk]), told
    )

    assert answer.status_code == 422
    assert not Decision.objects.exists()
    assert not Post.objects.filter(staff=proposal.staff, role=Role.MANAGER).exists()


def test_merging_cannot_be_dated_or_signed_by_somebody_else(house):
    own = house["own"]
    told = every_field(Merge, merged=own["child"].pk, reason="同一个人")

    house["desks"]["MANAGER"].post(
        reverse("patients:merges", args=[own["patient"].pk]), told
    )

    link = Merge.objects.latest("pk")
    assert link.merged == own["child"]
    assert link.by == house["people"]["MANAGER"]
    assert link.at.year > 1999
