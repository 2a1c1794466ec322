"""The web server's process: `python -m renxin.site.running.web PORT`."""

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from renxin.site.running import leash, served
from renxin.site.running.port import ADDRESS

MOST_PROCESSES = 4


def main(port: int) -> None:
    served.preload()
    leash.follow()
    Granian(
        "renxin.site.running.served:serve",
        factory=True,
        address=ADDRESS,
        port=port,
        interface=Interfaces.ASGINL,
        workers=min(os.cpu_count() or 1, MOST_PROCESSES),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # Live boards keep their streams open; a stop does not wait for them.
        workers_kill_timeout=3,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
