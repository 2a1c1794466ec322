"""Where each record came from, written once for a whole stretch."""

from renxin.exchange.taking.statements import Values, do
from renxin.exchange.taking.verdict import any_older

BROUGHT = """
INSERT INTO exchange_origin
    (source, kind, external_id, object_id, digest, made_by_id, is_maker)
SELECT %(source)s, %(kind)s, key, object_id, digest, %(import)s, verdict = 'new'
FROM judged WHERE verdict IN ('new', 'joined', 'follower', 'lived')
"""

REFRESHED = """
UPDATE exchange_origin origin SET digest = judged.digest_after
FROM judged WHERE judged.verdict = 'changed' AND origin.id = judged.origin_id
"""


def remember(values: Values) -> None:
    do(BROUGHT, values)
    if any_older():
        do(REFRESHED, values)
