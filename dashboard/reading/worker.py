"""The process in which uploaded files are read, under bounds: python -m dashboard.reading.worker.

It is asked on its standard input and answers on its standard output (messages.py) until that input ends. Whatever a
file does here, it does to this process alone: nothing but a refusal is caught, and who asks (workers.py) tells from
what was printed why it ended.
"""

import os
import sys
from typing import Any, BinaryIO

from dashboard.reading.bounds import SECONDS, bound, is_spent, limit_time
from dashboard.reading.files import read_here
from dashboard.reading.grid import MAX_BYTES, FileProblem
from dashboard.reading.messages import packed, receive, send, send_table

#: An ask is a file and a few words.
MOST_ASKED = MAX_BYTES + 1024 * 1024


def main() -> None:
    """Answer until nobody asks any more, or until a new process is better."""
    bound()
    asks, answers = sys.stdin.buffer, own_output()
    while True:
        try:
            head, data = receive(asks, MOST_ASKED)
        except EOFError:
            return
        limit_time(SECONDS + 10)
        is_last = answer(answers, data, head)
        limit_time(0)
        if is_last:
            return
        del data


def answer(answers: BinaryIO, data: bytes, asked: dict[str, Any]) -> bool:
    """Send the grid of a file, or why there is none; whether this was the last answer."""
    try:
        head, table = packed(read_here(data, **asked))
    except FileProblem as problem:
        is_last = is_spent()
        send(answers, {"problem": str(problem), "is_last": is_last})
    else:
        is_last = is_spent()
        send_table(answers, head | {"is_last": is_last}, table)
    return is_last


def own_output() -> BinaryIO:
    """Where answers go; what a library prints goes where errors go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main()
