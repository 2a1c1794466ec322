from renxin.booking.models import Occupation
from renxin.clinics.models import Equipment
from tests.renxin.booking.conftest import clock
from tests.renxin.booking.views.conftest import TUESDAY

KEEP = "/calendar/kept/new/"


def asked(scanner, **other):
    wanted = {"what": f"device-{scanner.pk}", "purpose": "设备保养", "day": TUESDAY}
    return wanted | {"clock": "14:00", "minutes": "90"} | other


def test_a_device_is_kept_free_and_shown_so(managing, desk, scanner):
    answer = managing.post(KEEP, asked(scanner))

    kept = Occupation.objects.get()
    shown = desk.get(f"/calendar/?day={TUESDAY}&by=device").content.decode()
    assert answer.status_code == 302
    assert (kept.during.lower, kept.during.upper) == (clock(14), clock(15, 30))
    assert 'data-state="kept"' in shown
    assert "设备保养" in shown


def test_time_that_patients_have_is_not_taken_from_them(managing, booked, first_chair):
    wanted = asked(first_chair, what=f"chair-{first_chair.pk}", clock="10:00")

    answer = managing.post(KEEP, wanted)

    assert answer.status_code == 422
    assert "1 号椅 is taken from 10:00 to 10:50." in answer.content.decode()


def test_it_can_be_given_back(managing, scanner):
    managing.post(KEEP, asked(scanner))
    kept = Occupation.objects.get()

    assert managing.get(f"/calendar/kept/{kept.pk}/").status_code == 200
    assert managing.post(f"/calendar/kept/{kept.pk}/").status_code == 302

    assert not Occupation.objects.exists()


def test_only_what_stands_here_can_be_kept(managing, hexi):
    there = Equipment.objects.create(clinic=hexi, name="CBCT")

    assert managing.post(KEEP, asked(there)).status_code == 404


def test_what_has_no_length_is_not_kept(managing, scanner):
    assert managing.post(KEEP, asked(scanner, minutes="0")).status_code == 422
    assert managing.post(KEEP, asked(scanner, minutes="-5")).status_code == 422


def test_the_front_desk_keeps_nothing_free(desk, scanner):
    assert desk.post(KEEP, asked(scanner)).status_code == 403
