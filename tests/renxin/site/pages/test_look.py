from django.urls import reverse

from renxin.staff.roles import Role
from tests.cast import employed, signed_in


def test_a_system_administrator_sees_every_part_twice(client, dongyuan):
    signed_in(client, employed("zhou", "周宁", Role.SYSTEM_ADMIN, dongyuan))

    page = client.get(reverse("look")).content.decode()

    assert page.count('data-theme="light"') == 1
    assert page.count('data-theme="dark"') == 1


def test_the_front_desk_is_spared_it(client, greeter_lin):
    signed_in(client, greeter_lin)

    assert client.get(reverse("look")).status_code == 403
