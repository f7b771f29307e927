"""Another key file for a school: the data key stays, wrapped anew.

The new file is on the disk, and was read back, before the database needs it; the old one is never touched.
So a school opens whatever stops this: with the old file until the database has the new wrap, then the new.
"""

import datetime as dt
from pathlib import Path

from attrs import frozen
from sqlalchemy import select, update

from kiosk.faults import BadInput
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.keys import KeyFile, find_key_file, make_next_key_file
from kiosk.records.ledger import Entry
from kiosk.records.store import Records
from kiosk.records.tables import school_key as table


@frozen
class Rotated:
    """The key file that opens the records now, and the one that opens older copies of them."""

    new: Path
    old: Path


def rotate(records: Records, folder: Path, *, actor: str, station: str, now: dt.datetime) -> Rotated:
    """Wrap the school's data key by a new key file; noted. Whoever has the school open goes on."""
    mine = table.c.school == records.school
    with records.writing() as transaction:
        row = transaction.connection.execute(select(table).where(mine)).one()
        old = find_key_file(row.key_file)
        data_key = old.unwrap(row.wrapped, records.school)
        new = make_next_key_file(folder)
        try:
            wrapped = _wrapped(new, data_key, records.school)
            transaction.connection.execute(update(table).where(mine).values(key_file=new.id, wrapped=wrapped))
            detail = {"from": old.id, "to": new.id}
            ledger.append(transaction, Entry(Event.KEY, actor, station, now, detail=detail))
        except BaseException:
            new.path.unlink(missing_ok=True)
            raise
    return Rotated(new.path, old.path)


def _wrapped(new: KeyFile, data_key: bytes, school: str) -> bytes:
    """The data key as the new file wraps it, once the file that lies there has opened it again."""
    wrapped = new.wrap(data_key, school)
    if find_key_file(new.id).unwrap(wrapped, school) != data_key:
        raise BadInput("the new key file could not be read back; nothing was changed")
    return wrapped
