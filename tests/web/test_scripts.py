import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NODE = Path(sys.prefix) / "bin" / "node"


def test_the_scripts_do_what_their_own_tests_say():
    tests = sorted(map(str, (ROOT / "web" / "tests").glob("*.test.ts")))

    run = subprocess.run(
        [NODE, "--test", "--test-force-exit", *tests],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-4000:]
