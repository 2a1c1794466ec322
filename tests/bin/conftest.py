import sys
from pathlib import Path

# The scripts of bin/ import one another as a script's folder does.
sys.path.append(str(Path(__file__).parents[2] / "bin"))
