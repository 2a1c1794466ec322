"""The database holds the rules; whoever would break one is told so in words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction

from renxin.desk.refusal import Refusal


@contextmanager
def refusing(refusals: Mapping[str, Callable[[], Refusal]]) -> Iterator[None]:
    """Write in a step of its own; a rule named here refuses, any other is an error."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        refusal = refusals.get(rule_broken(clash))
        if refusal is None:
            raise
        raise refusal() from clash


def rule_broken(clash: IntegrityError) -> str:
    """The constraint's name; the message beside it also quotes what people typed."""
    cause = clash.__cause__
    named = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
    return named or ""
