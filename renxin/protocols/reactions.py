"""What protocols do when anything happens: notice whom it makes a case of theirs."""

from renxin.journal.book import on_any
from renxin.protocols.planning import noticing

on_any(noticing.notice)
