"""The mappings that come with the house."""

from pathlib import Path

import renxin.exchange

MAPS = Path(renxin.exchange.__file__).with_name("maps")
SHIPPED = sorted(MAPS.glob("*.toml"))
