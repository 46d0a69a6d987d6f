"""What an article's row says, from the machine's reading and people's corrections.

The row is a pure function of the extraction, the sidecar, the corrections and the
known events: a person's value beats the sidecar's, which beats the machine's. So no
later reading can undo a person, and a proposal is nothing but a correction that
the newest reading contradicts in a way its author had not seen.
"""

from articles.settle.coverage import days_about
from articles.settle.row import ID_MASK, Settled, day_pos, make_pos, settle
from articles.settle.values import (
    ENTITY_FIELD,
    EVENT_FIELD,
    FIELDS,
    HIDDEN,
    Settlement,
    find_proposals,
    hold_reviewed,
    machine_values,
    parse_value,
    seen_by_reviewer,
)

__all__ = [
    "ENTITY_FIELD",
    "EVENT_FIELD",
    "FIELDS",
    "HIDDEN",
    "ID_MASK",
    "Settled",
    "Settlement",
    "day_pos",
    "days_about",
    "find_proposals",
    "hold_reviewed",
    "machine_values",
    "make_pos",
    "parse_value",
    "seen_by_reviewer",
    "settle",
]
