"""A process that uploads again and again until it is done or killed: python -m tests.uploader HOME FIRST LAST.

Upload i sets all six pollutants of one month to i, so a half-written one would show two values. Each number is printed
once its commit has returned.
"""

import sys
from pathlib import Path

from dashboard.store.lake import Lake
from tests.rows import upload

POLLUTANTS = ("so2", "no2", "pm10", "co", "o3", "pm2_5")


def main(home: Path, first: int, last: int) -> None:
    lake = Lake(home)
    for number in range(first, last + 1):
        upload(
            lake,
            "air_monthly",
            [
                {"month": "2023-01", "pollutant": pollutant, "scope": "district", "value": number, "source": "测试"}
                for pollutant in POLLUTANTS
            ],
        )
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
