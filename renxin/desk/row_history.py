"""Row history that stands aside where a whole set of rows is written at once.

The trigger asks for its context row by row. Whoever writes many rows says SET_WISE
for the transaction and writes their history as a set; the condition is looked at
before the trigger is called, and costs next to nothing.
"""

import pghistory
import pgtrigger

SET_WISE = "SELECT set_config('renxin.history', 'as a set', TRUE)"


def insertions() -> pghistory.InsertEvent:
    """The history of new rows, but for those whose writer keeps it as a set."""
    return pghistory.InsertEvent(
        condition=pgtrigger.Condition(
            "current_setting('renxin.history', TRUE) IS DISTINCT FROM 'as a set'"
        )
    )
