"""`python -m filrouge.cli`, the same as `filrouge`."""

import sys

from filrouge.cli import main

sys.exit(main())
