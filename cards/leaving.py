"""The end of a program: at once, for to take apart all that was loaded takes longer than many a command."""

import atexit
import os
import sys
import threading
from typing import NoReturn

WRONG = 2


def leave(status: int) -> NoReturn:
    """End with this status, once whoever is still at work is done and all that was said is out."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except BrokenPipeError:
        status = status or 1  # whoever listened has gone
    except OSError as error:
        os.write(2, f"The answer cannot be printed: {error.strerror}.\n".encode())
        status = WRONG
    os._exit(status)
