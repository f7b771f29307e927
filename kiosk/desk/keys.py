"""Every key of the desk: one table, from which the keys, the hints at the bottom and the help all come."""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen
from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where on the desk a key means something, as the help calls it."""

    FIND = "In the find box"
    STUDENT = "With a student open"
    READING = "Reading a long plan"
    CRISIS = "In a crisis"
    ROOM = "With a room open"
    ANYWHERE = "Anywhere"
    ALWAYS = "Always"
    PRINTING = "Before printing"
    EMERGENCY = "In an emergency"
    EMERGENCIES = "What was opened in emergencies"
    OFFICE = "In the office"
    PASSES = "Day passes"
    ROUND = "On the round"
    DOSE = "With a dose before the child"
    OUTCOMES = "What became of a dose"
    FORM = "Saying more of a dose"
    TELLING = "Telling of an incident"
    HELP = "In this help"
    LEAVING = "Closing the kiosk"
    SIGN_IN = "Signing in"
    LOCK = "With the kiosk locked"


@frozen
class Action:
    """Something that a key does: `name` is the method `action_NAME`, `word` is the hint, if there is one.

    `is_spare` is a hint that goes first where there is little room: arrows and Esc are tried by everybody.
    """

    place: Place
    name: str
    keys: str
    shown: str
    help: str
    word: str = ""
    is_spare: bool = False

    @property
    def id(self) -> str:
        """The id of the action's binding."""
        return f"{self.place.name.lower()}.{self.name}"


ACTIONS = (
    Action(Place.FIND, "choose(-1)", "up", "↑", "the student above"),
    Action(Place.FIND, "choose(1)", "down", "↓", "the student below", word="choose", is_spare=True),
    Action(Place.FIND, "choose(-10)", "pageup", "PgUp", "ten students up"),
    Action(Place.FIND, "choose(10)", "pagedown", "PgDn", "ten students down"),
    Action(Place.FIND, "open", "enter", "Enter", "open the marked student's plan", word="open"),
    Action(Place.FIND, "narrow", "f5", "F5", "this room only, or the whole school"),
    Action(
        Place.FIND, "screen.give_round", "f7", "F7", "the nurse's round: today's medication", word="round"
    ),
    Action(Place.FIND, "screen.print_office", "f6", "F6", "the office: cards, day passes", word="office"),
    Action(
        Place.FIND,
        "clear",
        "escape",
        "Esc",
        "clear what is typed; then the student",
        word="clear",
        is_spare=True,
    ),
    Action(Place.STUDENT, "screen.find", "slash", "/", "find another student", word="find"),
    Action(
        Place.STUDENT,
        "crisis",
        "c",
        "c",
        "in a crisis: every step, and whom to call",
        word="crisis",
    ),
    Action(Place.STUDENT, "why", "w", "w", "why each thing applies, and what the plan says", word="why"),
    Action(Place.STUDENT, "again", "t", "t", "try again to read the plan", word="try again"),
    Action(
        Place.STUDENT, "screen.give_round", "f7", "F7", "the nurse's round: today's medication", word="round"
    ),
    Action(Place.STUDENT, "screen.print_card", "p,f4", "p", "look at the card, print it", word="print"),
    Action(Place.STUDENT, "screen.shut", "escape", "Esc", "close the student", word="close", is_spare=True),
    Action(Place.STUDENT, "app.lock", "l", "l", "lock the kiosk, or hand it over", word="lock"),
    Action(
        Place.CRISIS, "next", "c,right,space", "c", "the next protocol, if there are several", word="next"
    ),
    Action(Place.CRISIS, "leave", "escape", "Esc", "back to the plan", word="back to the plan"),
    Action(Place.CRISIS, "app.lock", "l", "l", "lock the kiosk, or hand it over", word="lock"),
    Action(Place.READING, "scroll_up", "up", "↑", "up a line"),
    Action(Place.READING, "scroll_down", "down", "↓", "down a line"),
    Action(Place.READING, "page_up", "pageup", "PgUp", "up a page"),
    Action(Place.READING, "page_down", "pagedown,space", "PgDn", "down a page"),
    Action(Place.READING, "scroll_home", "home", "Home", "to the top"),
    Action(Place.READING, "scroll_end", "end", "End", "to the end"),
    Action(Place.ROOM, "choose(-1)", "up", "↑", "the row above"),
    Action(Place.ROOM, "choose(1)", "down", "↓", "the row below", word="choose", is_spare=True),
    Action(Place.ROOM, "choose(-10)", "pageup,home", "PgUp", "ten rows up"),
    Action(Place.ROOM, "choose(10)", "pagedown,end", "PgDn", "ten rows down"),
    Action(Place.ROOM, "open", "enter", "Enter", "open the marked student's plan", word="open"),
    Action(
        Place.ROOM, "screen.give_round", "f7", "F7", "the nurse's round: today's medication", word="round"
    ),
    Action(Place.ROOM, "screen.shut", "escape", "Esc", "close the room", word="close", is_spare=True),
    Action(Place.ANYWHERE, "room", "f3,ctrl+r", "F3", "who in a room needs something today", word="room"),
    Action(
        Place.ANYWHERE,
        "print_sheet",
        "f4,ctrl+p",
        "F4",
        "print the open room's sheet",
        word="print",
    ),
    Action(Place.ANYWHERE, "office", "f6", "F6", "the office: cards of a room, of all, or what has changed"),
    Action(Place.ANYWHERE, "send", "f9", "F9", "whom the nurse asks for is on the way"),
    Action(Place.ANYWHERE, "round", "f7", "F7", "the nurse's round: today's medication"),
    Action(Place.ANYWHERE, "other_side", "tab,shift+tab", "Tab", "from the list to the student, and back"),
    Action(
        Place.ANYWHERE,
        "emergency",
        "f8",
        "F8",
        "in an emergency: any student's crisis protocol",
        word="emergency",
    ),
    Action(Place.ANYWHERE, "help", "f1", "F1", "what the keys do", word="help"),
    Action(Place.ANYWHERE, "app.next_theme", "f2", "F2", "other colours, or larger: the next theme"),
    Action(Place.ANYWHERE, "leave", "ctrl+q,ctrl+c", "Ctrl+Q", "close the kiosk; it asks first"),
    Action(Place.ALWAYS, "lock", "ctrl+l", "Ctrl+L", "lock, or hand over: the next signs in", word="lock"),
    Action(Place.PRINTING, "choose(-1)", "up", "↑", "the way above"),
    Action(Place.PRINTING, "choose(1)", "down", "↓", "another printer, or a file", word="where to"),
    Action(Place.PRINTING, "look(-1)", "pageup", "PgUp", "up a page"),
    Action(Place.PRINTING, "look(1)", "pagedown", "PgDn", "down a page"),
    Action(Place.PRINTING, "go", "f4,ctrl+p", "F4", "print it (a scanner's Enter never does)", word="print"),
    Action(Place.PRINTING, "back", "escape", "Esc", "back", word="back"),
    Action(
        Place.EMERGENCY, "other_box", "tab,shift+tab,up,down", "Tab", "from the name to what is happening"
    ),
    Action(Place.EMERGENCY, "back", "escape", "Esc", "back, with nothing opened", word="back"),
    Action(Place.EMERGENCIES, "seen", "s", "s", "you have seen these", word="I have seen these"),
    Action(Place.EMERGENCIES, "later", "escape", "Esc", "show them again next time", word="later"),
    Action(Place.OFFICE, "choose(-1)", "up", "↑", "the cards above"),
    Action(Place.OFFICE, "choose(1)", "down", "↓", "what has changed, everybody, or a room", word="choose"),
    Action(Place.OFFICE, "choose(-10)", "pageup", "PgUp", "ten rooms up"),
    Action(Place.OFFICE, "choose(10)", "pagedown", "PgDn", "ten rooms down"),
    Action(Place.OFFICE, "choose(-10000)", "home", "Home", "to what has changed"),
    Action(Place.OFFICE, "choose(10000)", "end", "End", "to the last room"),
    Action(Place.OFFICE, "order", "o", "o", "by room, by grade, or by name"),
    Action(Place.OFFICE, "separators", "s", "s", "a card before each class that says which, and how many"),
    Action(Place.OFFICE, "stack", "k", "k", "cut the sheets, stack the piles: the cards are in order"),
    Action(Place.OFFICE, "where_to", "t,right", "t", "to a file, or to a printer"),
    Action(Place.OFFICE, "again", "r", "r", "look again at what there is to print"),
    Action(Place.OFFICE, "passes", "d", "d", "today's day passes: a new one, or end one", word="day passes"),
    Action(Place.OFFICE, "go", "f4,ctrl+p", "F4", "print them (a scanner's Enter never does)", word="print"),
    Action(Place.OFFICE, "back", "escape", "Esc", "back; stop what is being printed", word="back"),
    Action(Place.OFFICE, "help", "f1", "F1", "what the keys do", word="help"),
    Action(Place.OFFICE, "leave", "ctrl+q,ctrl+c", "Ctrl+Q", "close the kiosk; it asks first"),
    Action(Place.PASSES, "choose(-1)", "up", "↑", "the pass above"),
    Action(Place.PASSES, "choose(1)", "down", "↓", "the pass below", word="choose"),
    Action(Place.PASSES, "make", "n", "n", "a new pass for a room; its code is shown once", word="new pass"),
    Action(Place.PASSES, "end", "delete", "Del", "end the marked pass at once", word="end it"),
    Action(Place.PASSES, "back", "escape", "Esc", "back; the code is gone then", word="back"),
    Action(Place.ROUND, "choose(-1)", "up", "↑", "the dose above"),
    Action(Place.ROUND, "choose(1)", "down", "↓", "the dose below", word="choose", is_spare=True),
    Action(Place.ROUND, "choose(-10)", "pageup", "PgUp", "ten doses up"),
    Action(Place.ROUND, "choose(10)", "pagedown", "PgDn", "ten doses down"),
    Action(Place.ROUND, "open", "enter", "Enter", "this child is here: open the dose", word="open"),
    Action(Place.ROUND, "by_room", "f5", "F5", "who has not come, room by room; or all", word="not come"),
    Action(Place.ROUND, "send", "f9", "F9", "tell the room's kiosk to send the child", word="send for"),
    Action(Place.ROUND, "print_day", "f4,ctrl+p", "F4", "today's sheet: print it, or save it", word="sheet"),
    Action(
        Place.ROUND,
        "sign_off",
        "f10",
        "F10",
        "sign off the day, once each dose has an outcome",
        word="sign off",
    ),
    Action(
        Place.ROUND, "back", "escape", "Esc", "clear what is typed; then back", word="back", is_spare=True
    ),
    Action(Place.ROUND, "help", "f1", "F1", "what the keys do", word="help"),
    Action(Place.ROUND, "leave", "ctrl+q,ctrl+c", "Ctrl+Q", "close the kiosk; it asks first"),
    Action(Place.DOSE, "both", "space", "Space", "name and birthdate both match", word="both match"),
    Action(Place.DOSE, "tick(0)", "1", "1", "the name matches"),
    Action(Place.DOSE, "tick(1)", "2", "2", "the birthdate matches"),
    Action(Place.DOSE, "give", "g", "g", "given, now (neither Enter nor a scanner does it)", word="give"),
    Action(Place.DOSE, "again", "t", "t", "try again: it stays one dose", word="try again"),
    Action(Place.DOSE, "override", "v", "v", "give all the same, with a second person", word="override"),
    Action(Place.DOSE, "outcome", "o", "o", "it was not given, or not kept down", word="not given"),
    Action(Place.DOSE, "late", "e", "e", "it was given earlier, and is entered now", word="earlier"),
    Action(Place.DOSE, "afterwards", "a", "a", "what happened to it after it was given", word="afterwards"),
    Action(Place.DOSE, "undo", "u", "u", "take the entry back, with a reason; both stay", word="undo"),
    Action(Place.DOSE, "back", "escape", "Esc", "back to the board; nothing is recorded", word="back"),
    Action(Place.OUTCOMES, "choose(-1)", "up", "↑", "the one above"),
    Action(Place.OUTCOMES, "choose(1)", "down", "↓", "the one below", word="choose"),
    Action(
        Place.OUTCOMES, "pick", "enter", "Enter", "this one; it asks what else is needed", word="this one"
    ),
    Action(Place.OUTCOMES, "back", "escape", "Esc", "back to the dose", word="back"),
    Action(Place.FORM, "next", "enter,down,tab,ctrl+j", "Enter", "to the next answer", word="next"),
    Action(Place.FORM, "previous", "up,shift+tab", "↑", "to the answer before"),
    Action(Place.FORM, "go", "f4", "F4", "record it (a scanner's Enter never does)", word="record"),
    Action(Place.FORM, "back", "escape", "Esc", "back; nothing is recorded", word="back"),
    Action(Place.TELLING, "tell(0)", "1,n", "1", "the nurse was told", word="nurse"),
    Action(Place.TELLING, "tell(1)", "2,p", "2", "the prescriber was told", word="prescriber"),
    Action(Place.TELLING, "tell(2)", "3,h", "3", "home was told", word="home"),
    Action(Place.TELLING, "dose", "o", "o", "the dose itself", word="the dose"),
    Action(
        Place.TELLING, "back", "escape", "Esc", "back; it stays on the board until all were told", word="back"
    ),
    Action(Place.HELP, "back", "escape,f1,enter,q", "Esc", "back", word="back"),
    Action(Place.LEAVING, "close", "y", "y", "close it", word="close the kiosk"),
    Action(Place.LEAVING, "stay", "enter,escape,n", "Enter", "stay", word="stay"),
    Action(Place.SIGN_IN, "go", "enter,tab,ctrl+j", "Enter", "go on, to the PIN or in", word="go on"),
    Action(Place.SIGN_IN, "again", "escape", "Esc", "begin again", word="begin again"),
    Action(Place.LOCK, "app.next_theme", "f2", "F2", "the next theme", word="colours"),
    Action(Place.LOCK, "leave", "ctrl+q,ctrl+c", "Ctrl+Q", "close a pretend school's kiosk", word="close"),
)


def bindings(place: Place) -> list[BindingType]:
    """The bindings of a place, for the widget or screen that is this place."""
    return [
        Binding(
            each.keys,
            each.name,
            each.help,
            show=bool(each.word),
            key_display=each.shown,
            priority=place is Place.ALWAYS,
            id=each.id,
        )
        for each in at(place)
    ]


def hints(active: set[str | None]) -> Iterator[Action]:
    """The actions that have a hint and are active now, by their bindings' ids, as the table orders them.

    What two keys do is said of the first.
    """
    said: set[str] = set()
    for each in ACTIONS:
        if each.word and each.id in active and each.word not in said:
            said.add(each.word)
            yield each


def at(place: Place) -> Iterator[Action]:
    """The actions of a place."""
    return (each for each in ACTIONS if each.place is place)
