"""A role that administers or takes data out is given by two persons, never by one."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from renxin.journal.models import Entry
from renxin.staff import cli, posting, proposing
from renxin.staff.models import Decision, Post, Proposal, Staff
from renxin.staff.roles import ADMINS, Role, takes_two
from tests.cast import NOON, employed, signed_in


@pytest.fixture
def security(dongyuan):
    return employed("an", "安工", Role.SECURITY_ADMIN, None)


@pytest.fixture
def colleague(dongyuan):
    return employed("bao", "包工", Role.GREETER, dongyuan)


@pytest.fixture
def proposal(security, colleague, dongyuan):
    return proposing.propose(
        colleague, Role.MANAGER, clinic=dongyuan, by=security, at=NOON
    )


def may(staff, right):
    return Staff.objects.get(pk=staff.pk).may(right)


def test_the_three_administrators_and_whoever_exports_take_two():
    assert {role for role in Role.values if takes_two(role)} == {*ADMINS, Role.MANAGER}


def test_a_proposal_gives_nothing_yet(proposal, colleague):
    assert not may(colleague, "figures.export")


def test_a_second_person_makes_it_hold(proposal, colleague, security, manager_gu):
    proposing.confirm(proposal, by=manager_gu, at=NOON)

    decision = Decision.objects.get()
    assert may(colleague, "figures.export")
    assert (decision.proposed_by, decision.by, decision.at) == (
        security,
        manager_gu,
        NOON,
    )
    assert decision.post == colleague.posts.get(role=Role.MANAGER)


def test_the_journal_tells_both(proposal, security, manager_gu):
    proposing.confirm(proposal, by=manager_gu, at=NOON)

    told = Entry.objects.order_by("pk").values_list("fact", "by_id")
    assert list(told) == [
        ("staff.role_proposed", security.pk),
        ("staff.role_confirmed", manager_gu.pk),
    ]


def test_nobody_confirms_what_they_proposed(proposal, security):
    with pytest.raises(proposing.SecondPerson):
        proposing.confirm(proposal, by=security, at=NOON)


def test_nobody_confirms_their_own_role(proposal, colleague):
    with pytest.raises(proposing.SecondPerson):
        proposing.confirm(proposal, by=colleague, at=NOON)


def test_the_database_itself_wants_another_person(proposal, security):
    with pytest.raises(IntegrityError):
        Decision.objects.create(
            proposal=proposal,
            proposed_by=security,
            by=security,
            kind=Decision.Kind.CONFIRMED,
            at=NOON,
        )


def test_who_works_elsewhere_does_not_confirm(proposal, hexi):
    elsewhere = employed("he", "何远", Role.MANAGER, hexi)

    with pytest.raises(proposing.OutOfReach):
        proposing.confirm(proposal, by=elsewhere, at=NOON)


def test_the_whole_house_is_confirmed_by_who_works_in_all_of_it(
    security, colleague, manager_gu
):
    proposal = proposing.propose(
        colleague, Role.AUDIT_ADMIN, clinic=None, by=security, at=NOON
    )

    with pytest.raises(proposing.OutOfReach):
        proposing.confirm(proposal, by=manager_gu, at=NOON)


def test_a_declined_role_is_not_given_and_can_be_proposed_again(
    proposal, colleague, security, manager_gu, dongyuan
):
    proposing.decline(proposal, by=manager_gu, at=NOON)

    with pytest.raises(proposing.Decided):
        proposing.confirm(proposal, by=manager_gu, at=NOON)
    assert not may(colleague, "figures.export")
    assert proposing.propose(
        colleague, Role.MANAGER, clinic=dongyuan, by=security, at=NOON
    )


def test_who_proposed_takes_it_back(proposal, security):
    decision = proposing.decline(proposal, by=security, at=NOON)

    assert decision.kind == Decision.Kind.DECLINED


def test_a_role_waits_once(proposal, colleague, security, dongyuan):
    with pytest.raises(proposing.AlreadyProposed):
        proposing.propose(
            colleague, Role.MANAGER, clinic=dongyuan, by=security, at=NOON
        )


def test_one_person_alone_cannot_give_it_past_the_proposal(
    security, colleague, dongyuan
):
    with pytest.raises(posting.TakesTwo):
        posting.take_up(colleague, Role.MANAGER, clinic=dongyuan, by=security, at=NOON)


def test_at_the_desk_one_proposes_and_another_confirms(
    security, colleague, dongyuan, manager_gu
):
    desk = signed_in(Client(), security)
    desk.post(
        reverse("staff:posts", args=[colleague.pk]),
        {"role": Role.MANAGER, "clinic": dongyuan.pk},
    )
    waiting = Proposal.objects.get()
    address, yes = reverse("staff:decision", args=[waiting.pk]), {"say": "yes"}

    own = desk.post(address, yes)
    page = signed_in(Client(), manager_gu).get(reverse("staff:settings"))
    other = signed_in(Client(), manager_gu).post(address, yes)

    assert own.status_code == 422
    assert "等待第二人确认" in page.content.decode()
    assert other.status_code == 302
    assert may(colleague, "figures.export")
    person = reverse("staff:person", args=[colleague.pk])
    assert "安工提议，顾远确认" in desk.get(person).content.decode()


def test_where_there_is_no_other_the_machine_is_the_second(proposal, capsys):
    assert cli.main([]) == 0
    assert "包工" in capsys.readouterr().out

    assert cli.main([str(proposal.pk)]) == 0

    assert Decision.objects.get().by is None
    assert Entry.objects.get(fact="staff.role_confirmed").by_id is None
    assert cli.main([str(proposal.pk)]) == 1


def test_what_stands_against_it_is_said_when_it_is_proposed(security, dongyuan):
    auditor = employed("bian", "边工", Role.AUDIT_ADMIN, None)

    with pytest.raises(posting.OneOfThree):
        proposing.propose(auditor, Role.SYSTEM_ADMIN, clinic=None, by=security, at=NOON)
    assert not Post.objects.filter(role=Role.SYSTEM_ADMIN).exists()
