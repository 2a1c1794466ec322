"""A request as somebody at a desk sends it."""

import re

from django.test import Client
from django.urls import reverse

from tests.cast import signed_in


def as_role(world, role, name, data, *args):
    """Who asks, where, and with what; ``data`` may be made afresh for each sending."""
    desk = signed_in(Client(), world["people"][role])
    return desk, reverse(name, args=args), data


def said(answer):
    """What a page says, without what it is built of."""
    main = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())
