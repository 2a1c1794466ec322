"""How a reading process ends, as its parent sees it."""

TURNED_AWAY = 3
TOO_BIG = 4
