"""`python -m minsheng_funds` is `minsheng-funds`."""

import sys

from minsheng_funds.cli import main

if __name__ == "__main__":
    sys.exit(main())
