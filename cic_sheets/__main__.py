"""`python -m cic_sheets` is `cic`."""

from cic_sheets.cli import main

if __name__ == "__main__":
    main()
