"""When each protocol gets in touch, from the table of recall intervals of the trade.

For each contact, in hours, between which moments it may lie; months have 730 hours.
What is marked ``OURS`` is no contact of the table: a second word to whoever did not
come, or care in between.
"""

H, D, W, M = 1, 24, 7 * 24, 730
OURS = (0, 10**6)
SAME_DAY = (0, 24 * H)


def at(hours):
    return (hours, hours)


def yearly(first, times):
    return [at(12 * M * year) for year in range(first, first + times)]


RECALLS = {
    "RP-EXT": [(20 * H, 28 * H), at(7 * D)],
    "RP-W3M": [(20 * H, 28 * H), at(3 * D), (7 * D, 10 * D)],
    "RP-IMP": [(20 * H, 28 * H), (7 * D, 10 * D), at(M), (3 * M, 6 * M), OURS],
    "RP-IMPR": [at(W), at(M), at(3 * M), at(6 * M), at(12 * M), *yearly(2, 8)],
    "RP-END": [
        (24 * H, 48 * H),
        (W, 2 * W),
        *(at(months * M) for months in (3, 6, 12)),
        *yearly(2, 3),
    ],
    "RP-CRN": [at(W), (3 * M, 6 * M), *yearly(1, 5)],
    "RP-DEN": [(24 * H, 72 * H), at(W), at(6 * M), *yearly(1, 5)],
    "RP-ORTF": [(4 * W, 6 * W), OURS],
    "RP-ORTA": [at(2 * W), (6 * W, 10 * W)],
    "RP-RET": [*(at(months * M) for months in (1, 3, 6, 12)), *yearly(2, 2)],
    "RP-PER": [OURS, (4 * W, 6 * W)],
    "RP-SPT": [(M, 6 * M), OURS],
    "RP-SCL": [(6 * M, 12 * M), (6 * M, 12 * M)],
    "RP-SEA": [at(3 * M), at(6 * M), *(at(months * M) for months in (12, 18, 24))],
    "RP-FLU": [(3 * M, 6 * M), (3 * M, 6 * M)],
    "RP-CHD": [at(6 * M), OURS],
    "RP-FILL": [at(W), at(6 * M)],
    "RP-TRA": [
        at(2 * W),
        at(4 * W),
        (6 * W, 8 * W),
        *(at(months * M) for months in (3, 6, 12)),
        *yearly(2, 4),
    ],
    "RP-WHT": [(24 * H, 48 * H), at(2 * W)],
    "RP-OHR": [(3 * M, 24 * M), (3 * M, 24 * M)],
    "RP-OHRC": [(3 * M, 12 * M), (3 * M, 12 * M)],
    "RH-DAY": [(20 * H, 28 * H), at(7 * D), at(30 * D)],
    "RH-DIS": [(0, 7 * D), (2 * W, 4 * W), *(at(3 * M * n) for n in (1, 2, 3, 4))],
    "RH-DISX": [(48 * H, 72 * H), at(7 * D), at(30 * D)],
    "RH-HTN": [at(3 * M * n) for n in (1, 2, 3, 4)],
    "RH-DM": [at(3 * M * n) for n in (1, 2, 3, 4)],
    "RH-ONC": [
        *(at(3 * M * n) for n in range(1, 9)),
        *(at((24 + 6 * n) * M) for n in range(1, 7)),
        *yearly(6, 5),
    ],
    "RH-OBS": [(0, 7 * D), at(42 * D)],
    "RH-ABN": [SAME_DAY, (44 * H, 52 * H)],
    "RX-NOSHOW": [SAME_DAY, at(3 * D)],
    "RX-WINBACK": [OURS, OURS],
    "RX-COMP": [at(7 * D), at(30 * D)],
}
