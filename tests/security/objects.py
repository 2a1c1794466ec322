"""Whose object an address is tried with: one of the own clinic, one of another."""

import re

from renxin.portal.handles import handle_of

NAMES = re.compile(r"<(?:\w+:)?(\w+)>")

# What belongs to the whole house: there is no other clinic's. A figure is a
# definition; whose it is told of stands in the query and is tried apart.
OF_THE_HOUSE = (
    "staff:",
    "clinics:",
    "scorecard:show",
    "scorecard:rows",
    "scorecard:goal",
    "booking:service",
    "plans:wall",
    "protocols:",
    "voice:outlet",
    "voice:template",
    "voice:address",
    "wordings:",
    "hook",
    "mfa_",
    "account_",
)

MAKERS = {
    "advice:of_patient": lambda one: {"pk": one["patient"].pk},
    "advice:given": lambda one: {"pk": one["advice"].pk},
    "advice:back": lambda one: {"pk": one["advice"].pk},
    "advice:choose": lambda one: {"pk": one["advice"].visit_id},
    "advice:give": lambda one: {"pk": one["advice"].visit_id},
    "advice:": lambda one: {"pk": one["advice"].text.pk},
    "staff:post_end": lambda one: {"pk": one["staff"].posts.get().pk},
    "staff:decision": lambda one: {"pk": one["proposal"].pk},
    "staff:": lambda one: {"pk": one["staff"].pk, "secret": "no-such-secret"},
    "clinics:special_end": lambda one: {"pk": one["special_day"].pk},
    "rosters:leave": lambda one: {"pk": one["leave"].pk},
    "rosters:pattern": lambda one: {"pk": one["pattern"].pk},
    "rosters:": lambda one: {"pk": one["shift"].pk},
    "clinics:": lambda one: {"pk": one["clinic"].pk, "kind": "chairs"},
    "patients:": lambda one: {
        "pk": one["patient"].pk,
        "reach": one["reach"].pk,
        "concern": one["concern"].pk,
        "consent": one["consent"].pk,
        "merge": one["merge"].pk,
    },
    "booking:service": lambda one: {"pk": one["service"].pk},
    "booking:series_end": lambda one: {"pk": one["series"].pk},
    "booking:offer": lambda one: {"pk": one["offer"].pk},
    "booking:wait": lambda one: {"pk": one["entry"].pk},
    "booking:of_patient": lambda one: {"pk": one["patient"].pk},
    "booking:kept": lambda one: {"pk": one["kept"].pk},
    "booking:": lambda one: {"pk": one["appointment"].pk},
    "visits:refund": lambda one: {"pk": one["charge"].pk},
    "visits:charges": lambda one: {"pk": one["patient"].pk},
    "visits:station": lambda one: {"pk": one["station"].pk},
    "visits:call_next": lambda one: {"pk": one["station"].pk},
    "visits:stand_in": lambda one: {"doctor": one["visit"].doctor_id or 0},
    "visits:display": lambda _one: {"secret": "no-such-key"},
    "visits:checklist": lambda one: {"pk": one["checklist"].pk},
    "visits:": lambda one: {"pk": one["visit"].pk, "duty": one["duty"].pk},
    "live_display": lambda _one: {"secret": "no-such-key"},
    "portal:clearance": lambda one: {"pk": one["alarm"].pk},
    "portal:": lambda one: {
        "handle": handle_of(one["appointment"]),
        "secret": "no-such-key",
        "token": "no-such-door",
    },
    "plans:price": lambda one: {"pk": one["price"].pk},
    "plans:wall": lambda one: {"code": one["clinic"].code},
    "plans:": lambda one: {
        "pk": one["plan"].pk,
        "item": one["plan"].items.get().pk,
        "way": one["plan"].alternatives.first().pk,
    },
    "voice:doubt": lambda one: {"pk": one["doubt"].pk},
    "voice:stops": lambda one: {"pk": one["patient"].pk},
    "voice:heard_again": lambda one: {"pk": one["patient"].pk, "stop": one["stop"].pk},
    "voice:rung_again": lambda one: {"pk": one["patient"].pk},
    "voice:urgent": lambda one: {"pk": one["patient"].pk},
    "voice:clock": lambda one: {"pk": one["patient"].pk},
    "voice:lifted": lambda one: {"pk": one["stop"].pk},
    "voice:letter": lambda one: {"pk": one["placed"].pk},
    "voice:posted": lambda one: {"pk": one["placed"].pk},
    "voice:works": lambda one: {"pk": one["bad_number"].pk},
    "voice:outlet": lambda _one: {"channel": "aliyun"},
    "voice:address": lambda _one: {"channel": "aliyun"},
    "voice:template": lambda _one: {"channel": "aliyun"},
    "hook": lambda _one: {"channel": "aliyun", "key": "no-such-key"},
    "followup:line_alarm": lambda one: {"pk": one["line_alarm"].pk},
    "followup:right_number": lambda one: {"pk": one["wrong_number"].pk},
    "followup:need": lambda one: {"pk": one["patient"].pk},
    "followup:call": lambda one: {"pk": one["promise"].pk},
    "followup:list_striking": lambda one: {"pk": one["list_row"].pk},
    "followup:list": lambda one: {"pk": one["list_row"].mined_list_id},
    "followup:line": lambda one: {"pk": one["line_break"].pk},
    "protocols:version": lambda one: {"pk": one["protocol_version"].pk},
    "protocols:of_patient": lambda one: {"pk": one["patient"].pk},
    "protocols:take_off": lambda one: {"pk": one["protocol_enrolment"].pk},
    "protocols:alarm": lambda one: {"pk": one["planning_alarm"].pk},
    "protocols:treatment_end": lambda one: {"pk": one["treatment_sign"].pk},
    "protocols:": lambda one: {"pk": one["protocol_version"].protocol_id},
    "promises:": lambda one: {"pk": one["promise"].pk},
    "referrals:of_patient": lambda one: {"pk": one["patient"].pk},
    "safety:of_patient": lambda one: {"pk": one["patient"].pk},
    "safety:review": lambda one: {"pk": one["event"].pk},
    "safety:remedy": lambda one: {"pk": one["remedy"].pk},
    "safety:": lambda one: {"pk": one["event"].visit_id},
    "referrals:": lambda one: {"pk": one["referral"].pk, "way": "stays"},
    "exchange:refused": lambda one: {"pk": one["import"].pk, "kind": "patients"},
    "exchange:undo": lambda one: {"pk": one["import"].pk},
    "exchange:": lambda one: {"pk": one["waiting"].pk},
    "scorecard:tomorrow_call": lambda one: {"pk": one["appointment"].pk},
    "scorecard:review": lambda one: {"pk": one["fairness_review"].pk},
    "scorecard:finding": lambda one: {"pk": one["fairness_review"].pk},
    "scorecard:": lambda _one: {"code": "K03"},
    "wordings:": lambda _one: {"topic": "EVE", "channel": "ANY"},
    "mfa_": lambda _one: {"pk": 1},
    "account_": lambda _one: {"key": "none", "uidb36": "1"},
}


def has_object(door):
    return "<" in door.route


def theirs(door, house, whose):
    """The arguments of an address; None when nobody said, {} when it has no other."""
    if not has_object(door):
        return {}
    of_a_person = door.name.endswith((":of_patient", ":take_off"))
    if whose == "other" and door.name.startswith(OF_THE_HOUSE) and not of_a_person:
        return {}
    app = next((app for app in MAKERS if door.name.startswith(app)), None)
    known = MAKERS[app](house[whose]) if app else {}
    wanted = NAMES.findall(door.route)
    if not known.keys() >= set(wanted):
        return None
    return {name: known[name] for name in wanted}
