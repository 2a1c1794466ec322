"""The carrier of B9: it says where it listens, and misbehaves until it is ended."""

import sys

from benchmarks.peers.bad import NASTY
from renxin.voice.rehearsal.server import Carrier

if __name__ == "__main__":
    carrier = Carrier(NASTY)
    sys.stdout.write(f"{carrier.address}\n")
    sys.stdout.flush()
    carrier.serve_forever()
