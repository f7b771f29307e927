"""The steps by which a database came to its present form. A step that was released is never edited."""

from attrs import frozen


@frozen
class Step:
    """One change of the form: its statements and its mark are one transaction."""

    number: int
    title: str
    statements: tuple[str, ...]


def _only_grows(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        for verb in ("UPDATE", "DELETE")
    )


_FIRST = Step(
    1,
    "roster, plans, links, staff, ledger",
    (
        """CREATE TABLE migration (
            number INTEGER NOT NULL, title TEXT NOT NULL, applied TEXT NOT NULL, PRIMARY KEY (number)
        ) STRICT""",
        """CREATE TABLE school_key (
            school TEXT NOT NULL, key_file TEXT NOT NULL, wrapped BLOB NOT NULL, made TEXT NOT NULL,
            PRIMARY KEY (school)
        ) STRICT""",
        """CREATE TABLE student (
            school TEXT NOT NULL, id TEXT NOT NULL, given_name TEXT NOT NULL, family_name TEXT NOT NULL,
            preferred_name TEXT NOT NULL, pronouns TEXT NOT NULL, grade TEXT NOT NULL, homeroom TEXT NOT NULL,
            private BLOB NOT NULL,
            PRIMARY KEY (school, id)
        ) STRICT""",
        "CREATE INDEX student_by_room ON student (school, homeroom)",
        """CREATE INDEX student_by_name ON student (
            school, family_name, given_name, id, preferred_name, pronouns, grade, homeroom
        )""",
        """CREATE TABLE plan_version (
            school TEXT NOT NULL, student TEXT NOT NULL, kind TEXT NOT NULL, begins TEXT NOT NULL,
            number INTEGER NOT NULL, effective TEXT NOT NULL, ends TEXT NOT NULL, stored TEXT NOT NULL,
            digest BLOB NOT NULL, written BLOB NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (school, student, kind, begins, number),
            FOREIGN KEY (school, student) REFERENCES student (school, id)
        ) STRICT""",
        "CREATE UNIQUE INDEX plan_version_by_digest ON plan_version (school, digest)",
        """CREATE TABLE link (
            school TEXT NOT NULL, digest BLOB NOT NULL, student TEXT NOT NULL, made TEXT NOT NULL,
            expires TEXT NOT NULL, revoked TEXT, printed TEXT NOT NULL, run TEXT NOT NULL,
            PRIMARY KEY (school, digest),
            FOREIGN KEY (school, student) REFERENCES student (school, id)
        ) STRICT""",
        "CREATE INDEX link_by_student ON link (school, student)",
        """CREATE TABLE staff (
            school TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
            rooms TEXT NOT NULL, pin TEXT,
            PRIMARY KEY (school, id)
        ) STRICT""",
        """CREATE TABLE ledger (
            school TEXT NOT NULL, number INTEGER NOT NULL, instant TEXT NOT NULL, event TEXT NOT NULL,
            actor TEXT NOT NULL, station TEXT NOT NULL, student TEXT, basis TEXT, pretended TEXT, detail BLOB,
            previous BLOB NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (school, number)
        ) STRICT""",
        "CREATE INDEX ledger_by_student ON ledger (school, student, instant)",
        "CREATE INDEX ledger_by_event ON ledger (school, event, number)",
        *_only_grows("plan_version"),
        *_only_grows("ledger"),
    ),
)

_SECOND = Step(
    2,
    "day passes, tries, sessions",
    (
        """CREATE TABLE day_pass (
            school TEXT NOT NULL, id TEXT NOT NULL, code BLOB NOT NULL, date TEXT NOT NULL,
            rooms TEXT NOT NULL, periods TEXT, made TEXT NOT NULL, until TEXT NOT NULL, revoked TEXT,
            PRIMARY KEY (school, id)
        ) STRICT""",
        "CREATE UNIQUE INDEX day_pass_by_code ON day_pass (school, code)",
        """CREATE TABLE card_try (
            school TEXT NOT NULL, link BLOB NOT NULL, wrong INTEGER NOT NULL,
            PRIMARY KEY (school, link),
            FOREIGN KEY (school, link) REFERENCES link (school, digest)
        ) STRICT""",
        """CREATE TABLE address_try (
            school TEXT NOT NULL, link BLOB NOT NULL, address BLOB NOT NULL, wrong INTEGER NOT NULL,
            last TEXT NOT NULL,
            PRIMARY KEY (school, link, address),
            FOREIGN KEY (school, link) REFERENCES link (school, digest)
        ) STRICT""",
        """CREATE TABLE session (
            school TEXT NOT NULL, digest BLOB NOT NULL, link BLOB NOT NULL, staff TEXT, day_pass TEXT,
            began TEXT NOT NULL, seen TEXT NOT NULL,
            PRIMARY KEY (school, digest),
            FOREIGN KEY (school, link) REFERENCES link (school, digest),
            FOREIGN KEY (school, day_pass) REFERENCES day_pass (school, id),
            CHECK ((staff IS NULL) <> (day_pass IS NULL))
        ) STRICT""",
    ),
)

_THIRD = Step(3, "what stood on a card", ("ALTER TABLE link ADD COLUMN face BLOB",))

_FOURTH = Step(
    4,
    "wrong tries to sign in",
    (
        """CREATE TABLE sign_in_try (
            school TEXT NOT NULL, station TEXT NOT NULL, who BLOB NOT NULL, wrong INTEGER NOT NULL,
            last TEXT NOT NULL,
            PRIMARY KEY (school, station, who)
        ) STRICT""",
    ),
)

_FIFTH = Step(
    5,
    "doses",
    (
        """CREATE TABLE dose (
            school TEXT NOT NULL, confirmation TEXT NOT NULL, student TEXT NOT NULL, kind TEXT NOT NULL,
            begins TEXT NOT NULL, "order" TEXT NOT NULL, date TEXT NOT NULL, slot TEXT NOT NULL,
            attempt INTEGER NOT NULL, outcome TEXT NOT NULL, at TEXT NOT NULL, recorded TEXT NOT NULL,
            zone TEXT NOT NULL, who TEXT NOT NULL, station TEXT NOT NULL, entry INTEGER NOT NULL,
            detail BLOB NOT NULL,
            PRIMARY KEY (school, confirmation),
            UNIQUE (school, student, kind, begins, "order", date, slot, attempt),
            UNIQUE (school, entry),
            FOREIGN KEY (school, student) REFERENCES student (school, id)
        ) STRICT""",
        "CREATE INDEX dose_by_date ON dose (school, date)",
        *_only_grows("dose"),
    ),
)

_SIXTH = Step(6, "staff who left", ("ALTER TABLE staff ADD COLUMN retired TEXT",))

_SEVENTH = Step(
    7,
    "views by person, by day, in emergencies",
    (
        "CREATE INDEX ledger_by_actor ON ledger (school, actor, instant)",
        "CREATE INDEX ledger_by_instant ON ledger (school, instant)",
        "CREATE INDEX ledger_emergencies ON ledger (school, number) WHERE basis = 'emergency'",
    ),
)

_EIGHTH = Step(
    8,
    "whom the nurse sent for",
    (
        """CREATE TABLE sent_for (
            school TEXT NOT NULL, id TEXT NOT NULL, date TEXT NOT NULL, room TEXT NOT NULL,
            student TEXT NOT NULL, asked TEXT NOT NULL, asked_by TEXT NOT NULL, answered TEXT,
            answered_by TEXT,
            PRIMARY KEY (school, id),
            FOREIGN KEY (school, student) REFERENCES student (school, id)
        ) STRICT""",
        "CREATE INDEX sent_for_by_room ON sent_for (school, date, room)",
    ),
)

STEPS: tuple[Step, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, _SEVENTH, _EIGHTH)
