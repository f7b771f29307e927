"""The tables of the records, as queries see them. `steps` makes them; a test holds the two together."""

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import PlanKind, Role
from kiosk.records.columns import ChoiceText, DateText, InstantText
from kiosk.records.events import Basis, Event

metadata = MetaData()


def _key(name: str) -> "Column[str]":
    return Column(name, Text, primary_key=True)


def _text(name: str) -> "Column[str]":
    return Column(name, Text, nullable=False)


def _bytes(name: str) -> "Column[bytes]":
    return Column(name, LargeBinary, nullable=False)


migration = Table(
    "migration",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("title"),
    Column("applied", InstantText, nullable=False),
)
"""The steps that this database has taken; of the database, not of a school."""

school_key = Table(
    "school_key",
    metadata,
    _key("school"),
    _text("key_file"),
    _bytes("wrapped"),
    Column("made", InstantText, nullable=False),
)
"""The school's data key, wrapped by the key file of this id."""

student = Table(
    "student",
    metadata,
    _key("school"),
    _key("id"),
    _text("given_name"),
    _text("family_name"),
    _text("preferred_name"),
    _text("pronouns"),
    _text("grade"),
    _text("homeroom"),
    _bytes("private"),
)
"""The roster. `private` is encrypted: birthdate, photo, contacts."""

plan_version = Table(
    "plan_version",
    metadata,
    _key("school"),
    _key("student"),
    Column("kind", ChoiceText(PlanKind), primary_key=True),
    Column("begins", DateText, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("effective", DateText, nullable=False),
    Column("ends", DateText, nullable=False),
    Column("stored", InstantText, nullable=False),
    _bytes("digest"),
    _bytes("written"),
    _bytes("content"),
    ForeignKeyConstraint(["school", "student"], ["student.school", "student.id"]),
)
"""Every version of every plan, one row each, never changed. `written` and `content` are encrypted."""

link = Table(
    "link",
    metadata,
    _key("school"),
    Column("digest", LargeBinary, primary_key=True),
    _text("student"),
    Column("made", InstantText, nullable=False),
    Column("expires", DateText, nullable=False),
    Column("revoked", InstantText),
    _text("printed"),
    _text("run"),
    Column("face", LargeBinary),
    ForeignKeyConstraint(["school", "student"], ["student.school", "student.id"]),
)
"""The links on the cards: the SHA-256 of a token, never the token; `face` is a keyed digest, or not known."""

staff = Table(
    "staff",
    metadata,
    _key("school"),
    _key("id"),
    _text("name"),
    Column("role", ChoiceText(Role), nullable=False),
    _text("rooms"),
    Column("pin", Text),
    Column("retired", InstantText),
)
"""Who works at the school, or did until `retired`: an id is never given to somebody else.

`pin` is an argon2id hash under a pepper that the database does not hold.
"""

day_pass = Table(
    "day_pass",
    metadata,
    _key("school"),
    _key("id"),
    _bytes("code"),
    Column("date", DateText, nullable=False),
    _text("rooms"),
    Column("periods", Text),
    Column("made", InstantText, nullable=False),
    Column("until", InstantText, nullable=False),
    Column("revoked", InstantText),
)
"""A substitute's passes. `code` is a keyed digest, never the code."""

card_try = Table(
    "card_try",
    metadata,
    _key("school"),
    Column("link", LargeBinary, primary_key=True),
    Column("wrong", Integer, nullable=False),
    ForeignKeyConstraint(["school", "link"], ["link.school", "link.digest"]),
)
"""How many wrong tries a card has had in its life, those that are not checked yet included."""

address_try = Table(
    "address_try",
    metadata,
    _key("school"),
    Column("link", LargeBinary, primary_key=True),
    Column("address", LargeBinary, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last", InstantText, nullable=False),
    ForeignKeyConstraint(["school", "link"], ["link.school", "link.digest"]),
)
"""The same from one address, since ten minutes without one; `address` is a keyed digest."""

sign_in_try = Table(
    "sign_in_try",
    metadata,
    _key("school"),
    _key("station"),
    Column("who", LargeBinary, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last", InstantText, nullable=False),
)
"""How often somebody was wrong at one kiosk since she was last right; `who` is a keyed digest."""

session = Table(
    "session",
    metadata,
    _key("school"),
    Column("digest", LargeBinary, primary_key=True),
    _bytes("link"),
    Column("staff", Text),
    Column("day_pass", Text),
    Column("began", InstantText, nullable=False),
    Column("seen", InstantText, nullable=False),
    ForeignKeyConstraint(["school", "link"], ["link.school", "link.digest"]),
    ForeignKeyConstraint(["school", "day_pass"], ["day_pass.school", "day_pass.id"]),
)
"""Who is at a card's page: a member of staff or a pass. `digest` is the SHA-256 of the session's key."""

dose = Table(
    "dose",
    metadata,
    _key("school"),
    _key("confirmation"),
    _text("student"),
    Column("kind", ChoiceText(PlanKind), nullable=False),
    Column("begins", DateText, nullable=False),
    _text("order"),
    Column("date", DateText, nullable=False),
    _text("slot"),
    Column("attempt", Integer, nullable=False),
    Column("outcome", ChoiceText(Outcome), nullable=False),
    Column("at", InstantText, nullable=False),
    Column("recorded", InstantText, nullable=False),
    _text("zone"),
    _text("who"),
    _text("station"),
    Column("entry", Integer, nullable=False),
    _bytes("detail"),
    UniqueConstraint("school", "student", "kind", "begins", "order", "date", "slot", "attempt"),
    UniqueConstraint("school", "entry"),
    ForeignKeyConstraint(["school", "student"], ["student.school", "student.id"]),
)
"""What became of each dose, never changed. `entry` is its row of the ledger; `detail` is encrypted."""

sent_for = Table(
    "sent_for",
    metadata,
    _key("school"),
    _key("id"),
    Column("date", DateText, nullable=False),
    _text("room"),
    _text("student"),
    Column("asked", InstantText, nullable=False),
    _text("asked_by"),
    Column("answered", InstantText),
    Column("answered_by", Text),
    ForeignKeyConstraint(["school", "student"], ["student.school", "student.id"]),
)
"""Whom a room is to send to the nurse; neither drug nor reason stands here."""

ledger = Table(
    "ledger",
    metadata,
    _key("school"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("instant", InstantText, nullable=False),
    Column("event", ChoiceText(Event), nullable=False),
    _text("actor"),
    _text("station"),
    Column("student", Text),
    Column("basis", ChoiceText(Basis)),
    Column("pretended", InstantText),
    Column("detail", LargeBinary),
    _bytes("previous"),
    _bytes("hash"),
)
"""What happened; rows are only added, each with the hash of the one before. `detail` is encrypted."""
