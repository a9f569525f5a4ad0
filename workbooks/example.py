"""Make the example year again: `2023.xlsx` and `2023/` beside this file (`make example`)."""

from pathlib import Path

from cic_sheets.example.__main__ import main

if __name__ == "__main__":
    main(["--out", str(Path(__file__).parent)])
