"""The words of voice: what is said, and why it was not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The right to decide what became of a message, where its clinic is.
DECIDES = "messages.decide"
# The right to have something said at any hour, and to answer for it.
URGES = "messages.urge"
# Whoever approves words keeps the papers that the law asks for with them.
# Whoever answers for the words keeps the papers they stand on.
APPROVES = KEEPS_PAPERS = "wordings.approve"


class Saying(models.TextChoices):
    """The sentences the house has; their words come with it."""

    CODE = "CODE", _("Code to sign in")
    BOOKED = "BOOKED", _("Appointment made")
    EVE = "EVE", _("Reminder on the day before")
    HOURS = "HOURS", _("Reminder on the day")
    MOVED = "MOVED", _("Appointment moved")
    CANCELLED = "CANCELLED", _("Appointment cancelled")
    OFFER = "OFFER", _("A freed place is offered")


class ChannelKind(models.TextChoices):
    """By which way words reach somebody, where that changes the words."""

    ANY = "ANY", _("Any way in writing")
    SMS = "SMS", _("Text message")
    WECHAT = "WECHAT", _("WeChat")
    EMAIL = "EMAIL", _("E-mail")
    LETTER = "LETTER", _("Letter")
    PORTAL = "PORTAL", _("Patients’ own pages")
    CALL = "CALL", _("Phone call")


class Why(models.TextChoices):
    """Why something was not said after all."""

    GONE = "GONE", _("What it was about no longer stands")
    MOVED = "MOVED", _("It is at another time now")
    HERE = "HERE", _("They are here already")
    SETTLED = "SETTLED", _("It was answered already")
    DIED = "DIED", _("The person has died")
    RESTRICTED = "RESTRICTED", _("They asked us to stop using their record")
    REFUSED = "REFUSED", _("They said no to it")
    NO_CONSENT = "NO_CONSENT", _("They never agreed to it")
    STOPPED = "STOPPED", _("They asked us to stop")
    COMPLAINT = "COMPLAINT", _("A complaint of theirs is open, or was not long ago")
    UNREACHABLE = "UNREACHABLE", _("No number in use")
    BAD_NUMBER = "BAD_NUMBER", _("The number does not work")
    GUARDIAN = "GUARDIAN", _("It is a child’s own number")
    MINOR = "MINOR", _("Under 18: nothing is promoted to them")
    AGE_UNKNOWN = "AGE_UNKNOWN", _("No birthday on record, so nothing is promoted")
    NOT_APPROVED = "NOT_APPROVED", _("Nobody approved words for it")
    UNLAWFUL = "UNLAWFUL", _("The law does not let us say it so")
    NOT_SIGNED = "NOT_SIGNED", _("It does not begin with who we are")
    NO_WAY_OUT = "NO_WAY_OUT", _("It does not say how to stop it")
    TOO_LATE = "TOO_LATE", _("Its time has gone by")
    TOO_MANY = "TOO_MANY", _("They have heard from us enough")
    STRANGER = "STRANGER", _("Nobody we know has this number")
    BUDGET = "BUDGET", _("The day’s budget is spent")
    NO_TEMPLATE = "NO_TEMPLATE", _("The carrier has not approved these words")
    NO_CHANNEL = "NO_CHANNEL", _("No channel leads to them")
    NOT_ACCEPTED = "NOT_ACCEPTED", _("The channel would not take it")


# What somebody at the desk can do about it; of the rest nothing has to be done.
WHAT_HELPS = {
    Why.REFUSED: _("They said no; only they change that, on their own page."),
    Why.NO_CONSENT: _("Ask them at their next visit, and note the answer."),
    Why.STOPPED: _("Only they take it back; note how they said so on their page."),
    Why.COMPLAINT: _("It waits until the complaint is settled, and a month more."),
    Why.UNREACHABLE: _("Ask them for a number."),
    Why.BAD_NUMBER: _("Ask them for another number."),
    Why.GUARDIAN: _("Note the number of whoever looks after the child."),
    Why.AGE_UNKNOWN: _("Ask for their birthday."),
    Why.NOT_APPROVED: _("Tell whoever approves wordings."),
    Why.UNLAWFUL: _("Tell whoever writes wordings: other words are needed."),
    Why.NOT_SIGNED: _("Tell whoever writes wordings: who speaks stands first."),
    Why.NO_WAY_OUT: _("Tell whoever writes wordings: it says how to stop it."),
    Why.TOO_LATE: _("Ring them, if it still matters."),
    Why.TOO_MANY: _("Ring them, if it cannot wait."),
    Why.NO_TEMPLATE: _("Tell whoever sets up the channels."),
    Why.NO_CHANNEL: _("Ring them; and tell whoever sets up the channels."),
    Why.NOT_ACCEPTED: _("Ring them; and tell whoever sets up the channels."),
}


class Receipt(models.TextChoices):
    """How far a message is known to have come; it is never called more than that."""

    RECORDED = "RECORDED", _("Recorded here, not sent")
    ACCEPTED = "ACCEPTED", _("Accepted by the channel")
    FAILED = "FAILED", _("It did not reach them")
    SAID = "SAID", _("Arrived, as somebody of ours found out")
    DELIVERED = "DELIVERED", _("Delivered")


# What is known only ever grows: a report that comes later and tells less is kept,
# and changes nothing.
RANKS = {one: rank for rank, one in enumerate(Receipt)}


class Found(models.TextChoices):
    """How it ended with a message whose fate nobody knew."""

    ARRIVED = "ARRIVED", _("It arrived")
    AGAIN = "AGAIN", _("Send it again")
    LEFT = "LEFT", _("Leave it")
    REPORTED = "REPORTED", _("The channel told us after all")


class Meaning(models.TextChoices):
    """What a reply says, as far as a rule can read it."""

    STOP = "STOP", _("Asks us to stop")
    CONFIRM = "CONFIRM", _("Says yes")
    FREE = "FREE", _("In their own words")


class Trouble(models.TextChoices):
    """Why nothing went out where something should have."""

    WAITING = "WAITING", _("Messages wait although their time has come")
    NONE_SENT = "NONE_SENT", _("Nothing went out today although something was due")
    REFUSING = "REFUSING", _("A channel does not take our messages")
