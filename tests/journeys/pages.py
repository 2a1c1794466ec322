"""Every page of the house: its address, and a person who may open it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from renxin.portal.middleware import COOKIE
from renxin.site.doors import Door, doors
from tests.faults.commands import methods
from tests.security.objects import theirs
from tests.standing import session_of

# The first of these who may go through a door goes.
WALKERS = (
    "MANAGER",
    "CARE",
    "SYSTEM_ADMIN",
    "SECURITY_ADMIN",
    "AUDIT_ADMIN",
    "GREETER",
    "DOCTOR",
)
# A stream that never ends; a file that is saved; what only a form of another
# page leads to, and answers by sending one on.
NO_PAGE = {
    "live",
    "live_display",
    "exchange:refused",
    "mfa_download_recovery_codes",
    "account_inactive",
    "set_language",
    "mfa_login_webauthn",
    # Nobody here has drawn recovery codes yet, so there are none to show.
    "mfa_view_recovery_codes",
    # Files for a calendar, a door at which nobody is expected now, and a page for
    # those whom nobody knows yet.
    "portal:ics",
    "portal:feed",
    "portal:door",
    "portal:newcomer",
    # Carriers call there, with a key nobody here has.
    "hook",
}
# The figures are counted when they are first asked for, on whatever machine.
OPENS_WITHIN_MS = 120_000
PATIENT = "PATIENT"
OF_A_PASSKEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
ASKED = {
    "followup:call": "heard=LOST",
    "promises:ending": "way=UNWELL",
    "promises:index": "whose=all&stands=open",
}


def walker(door: Door) -> str | None:
    if door.access and door.access.public:
        return PATIENT if door.name.startswith("portal:") else ""
    return next((role for role in WALKERS if door.opens_for(role)), None)


def readable() -> Iterator[Door]:
    for door in doors():
        let_in = methods(door.view)
        if (
            door.name not in NO_PAGE
            and walker(door) is not None
            and (let_in is None or "GET" in let_in)
        ):
            yield door


def address_of(door: Door, house: dict[str, Any]) -> str | None:
    kwargs = theirs(door, house, "own")
    if door.name == "staff:setup":
        kwargs = {"secret": house["secret"]}
    if door.name == "portal:screen":
        kwargs = {"secret": house["screen"]}
    if door.name == "visits:display":
        kwargs = {"secret": house["display"]}
    if door.name == "portal:link":
        kwargs = {"secret": house["link"]}
    if door.name in OF_A_PASSKEY:
        kwargs = {"pk": house["passkey"]}
    try:
        address = reverse(door.name, kwargs=kwargs)
    except NoReverseMatch:
        return None
    return f"{address}?{ASKED[door.name]}" if door.name in ASKED else address


def is_whole(answer: Response) -> bool:
    """A page of its own, not a part of one."""
    return answer.text().lstrip().lower().startswith("<!doctype")


def without_news(page: Page) -> None:
    """The tests' server streams nothing; an open screen hears that there is no news."""
    quiet = {"content_type": "text/event-stream", "body": "retry: 600000\n\n"}
    page.route("**/live/**", lambda route: route.fulfill(**quiet))


class Walk:
    """One person's way from page to page, all in one tab: a new one costs a second."""

    def __init__(self, chromium: Browser, house: dict[str, Any], role: str) -> None:
        self.complaints: list[str] = []
        self.window = chromium.new_context(base_url=house["address"])
        self.window.set_default_timeout(OPENS_WITHIN_MS)
        for name, value in cookies_of(house, role).items():
            cookie = {"name": name, "value": value, "url": house["address"]}
            self.window.add_cookies([cookie])
        self.page = self.window.new_page()
        without_news(self.page)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def open(self, address: str) -> Response:
        """Load a page; what an earlier one complained of is over."""
        self.complaints.clear()
        answer = self.page.goto(address)
        assert answer is not None
        if not is_whole(answer):  # the browser asks for an icon no part names
            missing = "404 (Not Found)"
            self.complaints[:] = [one for one in self.complaints if missing not in one]
        return answer


def cookies_of(house: dict[str, Any], role: str) -> dict[str, str]:
    if role == PATIENT:
        return {COOKIE: house["phone"]}
    return {"session": session_of(house["people"][role])} if role else {}


class Walks(dict[str, Walk]):
    """The walk of each who opens pages, begun when their first page is opened."""

    def __init__(
        self,
        chromium: Browser,
        house: dict[str, Any],
        prepare: Callable[[Walk], None] = lambda _walk: None,
    ) -> None:
        self.chromium, self.house, self.prepare = chromium, house, prepare

    def __missing__(self, role: str) -> Walk:
        self[role] = Walk(self.chromium, self.house, role)
        self.prepare(self[role])
        return self[role]

    def close(self) -> None:
        for walk in self.values():
            walk.window.close()
