"""`python -m minsheng_funds` is `minsheng-funds`."""

from minsheng_funds.cli import run

if __name__ == "__main__":
    run()
