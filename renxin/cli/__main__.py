import sys

from renxin.cli import main

sys.exit(main())
