"""The plan alone: the journal is read first, then `plan.make` is timed on the values in memory. Run as a script."""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

from generate import TODAY

from kithbook import plan
from kithbook.load import load

TIMES = 7


def seconds(folder: Path) -> float:
    """The least CPU time of several runs."""
    journal = load(folder).journal
    costs = []
    for _ in range(TIMES):
        begin = process_time()
        plan.make(journal, TODAY)
        costs.append(process_time() - begin)
    return min(costs)


if __name__ == "__main__":
    print(seconds(Path(sys.argv[1])))
