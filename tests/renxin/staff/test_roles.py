from pathlib import Path

from renxin.site.doors import doors
from renxin.staff import roles
from renxin.staff.roles import Role, all_rights, rights_of


def test_every_role_of_the_rota_has_its_rights():
    assert all(rights_of(role) for role in Role.values)


def test_a_role_nobody_knows_has_none():
    assert rights_of("KING") == frozenset()


def test_a_view_asks_only_for_rights_that_exist_and_somebody_holds():
    held = frozenset().union(*(rights_of(role) for role in Role.values))
    asked = {right for door in doors() if door.access for right in door.access.rights}

    assert asked <= all_rights()
    assert all_rights() <= held


def test_every_view_of_ours_is_declared():
    undeclared = [
        door.name
        for door in doors()
        if door.access is None and door.view.__module__.startswith("renxin.")
    ]

    assert undeclared == []


def test_roles_are_data():
    assert Path(roles.__file__).with_name("roles.toml").is_file()
