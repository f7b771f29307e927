"""Reads a room's plans for the desk: of the room that is named, or of the room of a student who is."""

import datetime as dt

from attrs import frozen

from kiosk.access.model import Opened
from kiosk.desk.asking import PURPOSE, DeskAccess
from kiosk.faults import BadInput

_MOST = 50


@frozen
class RoomRead:
    """A room, the date, and its students with a plan in force on it."""

    room: str
    date: dt.date
    opened: tuple[Opened, ...]


def read_room(access: DeskAccess, asked: str, date: dt.date) -> RoomRead:
    """The plans of the room that `12`, `room 12` or a student's name stands for; each view is recorded."""
    room = room_meant(access, asked)
    return RoomRead(room, date, access.open_many(None, PURPOSE, on=date, room=room))


def room_meant(access: DeskAccess, asked: str) -> str:
    """A room's own name before all; else the room of the student who is found first."""
    words = asked.strip()
    number = words.split(None, 1)[1] if words.casefold().startswith("room ") else words
    found = access.find(number, None, _MOST).students
    rooms = {each.homeroom.casefold(): each.homeroom for each in found}
    if number.casefold() in rooms:
        return rooms[number.casefold()]
    if not found:
        return number
    if not found[0].homeroom:
        raise BadInput(f"{found[0].name} has no room in the roster.")
    return found[0].homeroom
