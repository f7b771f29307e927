"""What is left on the terminal when the kiosk breaks: where, for whoever mends it, and nobody's data.

Neither values of variables nor the error's own message are printed: both can hold a child's name.
"""

import traceback
from types import TracebackType

_FRAMES = 12


def crash_text(error: BaseException | None) -> str:
    """Sentences for the school, then the kind of error and the last places in the program."""
    lines = [
        "The kiosk has stopped: something in the program itself broke.",
        "Nothing in the records was changed. Start it again with: kiosk",
        "If it happens again, send these lines to whoever looks after it (no student is named in them):",
    ]
    if error is None:
        return "\n".join(lines[:2])
    kinds = " from ".join(type(each).__name__ for each in _chain(error))
    return "\n".join([*lines, "", f"  {kinds}", *_places(error.__traceback__)])


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and cause not in chain:
        chain.append(cause)
    return chain


def _places(trace: TracebackType | None) -> list[str]:
    frames = [
        f"  {frame.f_globals.get('__name__', '?')}, line {line}, {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return frames[-_FRAMES:]
