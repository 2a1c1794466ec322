"""What is not as it should be, planted where the watch over fairness must find it.

One doctor is dear, one payer waits longer at one house, two examinations never come
alone. It is laid over the finished world, from streams of its own: whoever left,
complained or came again did so without it.
"""

from collections.abc import Mapping

import numpy as np

from renxin.demo import money
from renxin.demo.chance import Floats, Ints, chance
from renxin.demo.owed import Day
from renxin.demo.staff import Staff
from renxin.demo.words import truth, words

# What an examination may hold beside looking, and its part of the fee.
ITEMS = ("口腔检查", "根尖片", "牙周探诊", "唾液检测", "口气检测")
LOOKING, PAIR = 0, (3, 4)
PARTS = (0.0, 0.30, 0.15, 0.15, 0.15)
WHOLE_ITEM = -1
FEN = money.FEN


def dearness(staff: Staff) -> Floats:
    """How many times what others charge, by doctor."""
    tale, factor = truth()["planted"], np.ones(len(staff.names))
    factor[staff.first_doctor[tale["dear_house"]]] = tale["dear"]
    return factor


def put_off(day: Day) -> Ints:
    """Minutes by which each coming begins later than it was lived."""
    tale, people, came = truth()["planted"], day.people, day.came
    who = came["patient"]
    payer = list(words("town")["payers"]).index(tale["longer_payer"])
    theirs = people.payer[who] == payer
    theirs &= people.clinic[who] == tale["longer_house"]
    more = ((came["wait"] + 1) * (tale["longer"] - 1)).round().astype(np.int64)
    return np.where(theirs, more, 0)


def charges(seed: int, district: int, day: Day) -> dict[str, Ints]:
    """What was charged, with the dear doctor and with examinations item by item."""
    rows = money.charges(chance(seed, district, "money"), day.came)
    factor = dearness(day.staff)[day.came["doctor"][rows["visit"]]]
    for name in ("fen", "refunded"):
        rows[name] = (rows[name] / FEN * factor).round().astype(np.int64) * FEN
    return _itemised(chance(seed, district, "items"), rows)


def _itemised(rng: np.random.Generator, rows: Mapping[str, Ints]) -> dict[str, Ints]:
    """The same money; what is split off comes last, so no charge is renumbered."""
    looked = rows["kind"] == money.KINDS.index("EXAM")
    splits = np.flatnonzero(looked & (rows["refunded"] == 0))
    tale, fen = truth()["planted"], rows["fen"].copy()
    shares = [*tale["alone"], tale["together"]]
    drawn = [rng.random(len(splits)) < share for share in shares]
    parts = [dict(rows) | {"item": np.where(looked, LOOKING, WHOLE_ITEM)}]
    for item, had in zip((1, 2, *PAIR), (*drawn, drawn[-1]), strict=True):
        place = splits[had]
        part = (rows["fen"][place] * PARTS[item] / FEN).round().clip(1)
        amount = part.astype(np.int64) * FEN
        fen[place] -= amount
        parts.append(
            {name: column[place] for name, column in rows.items()}
            | {"fen": amount, "item": np.full(len(place), item)}
        )
    parts[0]["fen"] = fen
    return {name: np.concatenate([one[name] for one in parts]) for name in parts[0]}
