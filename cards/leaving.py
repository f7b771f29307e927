"""The end of a program: at once, for to take apart all that was loaded takes longer than many a command."""

import atexit
import os
import sys
import threading
from typing import NoReturn

WRONG = 2


def leave(status: int) -> NoReturn:
    """End with this status, once all that was said is out; whoever is still at work is waited for."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except BrokenPipeError:
        status = status or 1  # whoever listened has gone
    except OSError as error:
        os.write(2, f"The answer cannot be printed: {error.strerror}.\n".encode())
        status = WRONG
    atexit._run_exitfuncs()
    for each in threading.enumerate():
        if not each.daemon and each is not threading.main_thread():
            each.join()
    os._exit(status)
