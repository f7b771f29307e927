"""What this computer needs besides: type faces for the names on the cards, and a printer."""

from cards.faces import lacking
from cards.printers import printers
from kiosk.doctor.finding import Finding, good, should
from kiosk.records import roster
from kiosk.records.store import Records


def fonts(records: Records) -> Finding:
    """Whether every name of the roster can be printed; whose cannot is not said."""
    with records.reading() as transaction:
        names = {each.name for each in roster.everyone(transaction)}
    missing = sum(bool(lacking(name)) for name in names if not name.isascii())
    if missing:
        do = "install Noto fonts (Debian, Ubuntu: fonts-noto-core and fonts-noto-cjk); kiosk cards names them"
        return should("fonts", f"{missing} names have letters for which this computer has no type face.", do)
    return good("fonts", "Every name of the roster can be printed.")


def printer() -> Finding:
    """Whether this computer has a printer."""
    there = printers()
    if not there:
        do = "set one up in the system, or print the PDF of the cards elsewhere"
        return should("printer", "This computer has no printer that lpstat knows.", do)
    return good("printer", f"There is {', '.join(there)}.")
