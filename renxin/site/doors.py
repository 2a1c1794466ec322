"""Every door of the house: each address, who may use it, and how it is declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from renxin.desk.access import Access, declared
from renxin.staff.roles import Role, rights_of


@dataclass(frozen=True)
class Door:
    """One address and the view behind it."""

    name: str
    route: str
    view: Callable[..., Any]
    access: Access | None

    def opens_for(self, role: str) -> bool:
        """Whether a person with this one role may use it; "" is nobody signed in."""
        if self.access is None:
            return False
        if self.access.public:
            return True
        held = rights_of(role)
        return bool(role) and all(right in held for right in self.access.rights)


def doors() -> Iterator[Door]:
    """All addresses of the house, in the order of the URLconf."""
    yield from _behind(get_resolver().url_patterns, route="/", spaces=())


def _behind(
    patterns: list[URLPattern | URLResolver], route: str, spaces: tuple[str, ...]
) -> Iterator[Door]:
    for pattern in patterns:
        here = route + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _behind(pattern.url_patterns, here, inner)
        elif pattern.name:
            name = ":".join((*spaces, pattern.name))
            third = settings.THIRD_PARTY_ACCESS.get(name)
            access = declared(pattern.callback) or third
            yield Door(name, here, pattern.callback, access)


def as_table() -> str:
    """The doors and the roles as a table for people to review."""
    roles = [role.value for role in Role]
    lines = [
        "# Who may do what",
        "",
        "Generated from the code by `make docs`; a test keeps it fresh. A door",
        "that is not declared opens for nobody and is listed at the end.",
        "",
        "| address | declared | " + " | ".join(role.title() for role in roles) + " |",
        "|---|---|" + "---|" * len(roles),
    ]
    open_doors = [door for door in doors() if door.access is not None]
    closed = [door for door in doors() if door.access is None]
    for door in open_doors:
        marks = ["✓" if door.opens_for(role) else "" for role in roles]
        cells = [f"`{door.route}`", _said(door.access), *marks]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## Closed to everyone", ""]
    lines += [f"- `{door.route}`" for door in closed]
    return "\n".join(lines) + "\n"


def _said(access: Access | None) -> str:
    if access is None or access.public:
        return "public"
    said = ", ".join(access.rights) or "signed in"
    return f"{said}; fresh second proof" if access.fresh_proof else said
