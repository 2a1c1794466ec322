"""Who may use a view: declared beside it, denied where nothing is declared.

The right codes and the roles that hold them are data, in ``staff/roles.toml``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True)
class Access:
    """The declaration a view carries."""

    public: bool = False
    rights: tuple[str, ...] = ()
    fresh_proof: bool = False


PUBLIC = Access(public=True)
SIGNED_IN = Access()


def public(view: View) -> View:
    """Anyone may use this view, signed in or not."""
    return _declared(view, PUBLIC)


def signed_in(view: View) -> View:
    """Any member of staff may use this view, whatever their role."""
    return _declared(view, SIGNED_IN)


def needs(*rights: str, fresh_proof: bool = False) -> Callable[[View], View]:
    """Only staff who hold every one of these rights at this clinic.

    What takes patients' data out of the house asks for a fresh second proof too.
    """

    def declare(view: View) -> View:
        return _declared(view, Access(rights=rights, fresh_proof=fresh_proof))

    return declare


def declared(view: object) -> Access | None:
    access = getattr(view, "access", None)
    return access if isinstance(access, Access) else None


def _declared(view: View, access: Access) -> View:
    setattr(view, "access", access)  # noqa: B010  (a function has no such field)
    return view
