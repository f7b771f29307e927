"""Bring plan files into the records: all of them, or none."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from kiosk.faults import BadInput, Fault
from kiosk.medication.doubles import doubled, doubled_with
from kiosk.plans.model import PlanKind
from kiosk.plans.student import Student
from kiosk.records import ledger, roster, versions, witness
from kiosk.records.agreement import Agreement, agree, newcomer
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Records, Transaction
from kiosk.records.succession import Succession, succeed
from kiosk.records.versions import Outline, Stored

if TYPE_CHECKING:
    from kiosk.plans.reading import PlanFile


class Outcome(StrEnum):
    """What became of a file."""

    UNCHANGED = "unchanged"
    NEW = "new"
    AMENDED = "amended"


@frozen
class Imported:
    """A file, the version that it is, and whose; `added` where its student was new to the roster."""

    file: str
    student: str
    name: str
    kind: PlanKind
    begins: dt.date
    number: int
    outcome: Outcome
    added: bool = False
    notes: tuple[str, ...] = ()


def already_stored(records: Records, files: Sequence[tuple[str, bytes]]) -> tuple[Imported | None, ...]:
    """For each file (name, bytes), the version that it equals, if it does: such a file need not be parsed."""
    with records.reading() as transaction:
        known = versions.known(transaction, [written for _, written in files])
        names = roster.names(transaction, {each.student for each in known.values()})
        digests = [transaction.vault.digest(written) for _, written in files]
    return tuple(
        _unchanged(name, known[digest], names) if digest in known else None
        for (name, _), digest in zip(files, digests, strict=True)
    )


def import_plans(
    records: Records,
    files: Sequence["PlanFile"],
    *,
    actor: str,
    station: str,
    now: dt.datetime,
    faults: Iterable[Fault] = (),
) -> tuple[Imported, ...]:
    """Store these plan files, all or none, and say what became of each, in the order given.

    Plans come before amendments and earlier amendments before later ones, however the files are ordered.
    With `faults` that were found before, nothing is stored, and those of these files are raised beside them.
    """
    with records.writing() as transaction:
        run = _begin(transaction, files)
        for place in sorted(range(len(files)), key=lambda each: _turn(files[each])):
            run.take(place, files[place])
        if found := [*faults, *(each for place in sorted(run.faults) for each in run.faults[place])]:
            raise BadInput.of(found)
        _keep(transaction, run, actor, station, now)
        _note_doubles(run, files)
        return tuple(run.imported[place] for place in range(len(files)))


def _turn(file: "PlanFile") -> tuple[bool, bool, dt.date]:
    """Plans before amendments; and of plans those first that can add their student to the roster."""
    amends, named = file.plan.amendment is not None, file.plan.student.given_name is not None
    return amends, not (amends or named), file.plan.effective


@frozen
class _Run:
    """An import on its way: what the records will hold if nothing is wrong."""

    transaction: Transaction
    students: dict[str, Student]
    kept: defaultdict[str, list[Outline]]
    by_digest: dict[bytes, Outline]
    faults: dict[int, list[Fault]] = field(factory=dict)
    imported: dict[int, Imported] = field(factory=dict)
    stored: list[Stored] = field(factory=list)
    touched: dict[str, bool] = field(factory=dict)

    def take(self, place: int, file: "PlanFile") -> None:
        """Find the place of one file in the records, or what is wrong with it."""
        digest = self.transaction.vault.digest(file.written)
        if digest in self.by_digest:
            self.imported[place] = self._unchanged(file.name, self.by_digest[digest])
            return
        agreement = self._agreement(file)
        number = file.plan.student.id
        succession = succeed(file.plan, self.kept[number], file.name)
        wrong = [fault for each in (agreement, succession) if isinstance(each, list) for fault in each]
        if wrong or isinstance(agreement, list) or isinstance(succession, list):
            self.faults[place] = self._told(wrong, file)
            return
        self._accept(place, file, digest, agreement, succession)

    def _agreement(self, file: "PlanFile") -> Agreement | list[Fault]:
        entry = file.plan.student
        known = self.students.get(entry.id)
        if known is not None:
            return agree(entry, known, file.name)
        made = newcomer(entry, file.name)
        return made if isinstance(made, list) else Agreement(made)

    def _told(self, wrong: list[Fault], file: "PlanFile") -> list[Fault]:
        """A file of an unknown student has one thing wrong: that nobody knows whose plan it is."""
        return wrong[:1] if file.plan.student.id not in self.students else wrong

    def _accept(
        self, place: int, file: "PlanFile", digest: bytes, agreement: Agreement, succession: Succession
    ) -> None:
        plan, student = file.plan, agreement.student
        terms, number = plan.terms, succession.number
        outline = Outline(student.id, plan.kind, terms.begins, number, plan.effective, terms.ends, digest)
        added = student.id not in self.students
        if added or student != self.students[student.id]:
            self.touched[student.id] = self.touched.get(student.id, False) or added
        self.students[student.id] = student
        self.kept[student.id].append(outline)
        self.by_digest[digest] = outline
        self.stored.append(Stored(succession.number, file.written, plan))
        outcome = Outcome.NEW if plan.amendment is None else Outcome.AMENDED
        notes = (*file.notes, *agreement.notes, *succession.notes)
        self.imported[place] = evolve(
            self._unchanged(file.name, outline), outcome=outcome, added=added, notes=notes
        )

    def _unchanged(self, file: str, outline: Outline) -> Imported:
        return _unchanged(file, outline, {outline.student: self.students[outline.student].name})


def _begin(transaction: Transaction, files: Sequence["PlanFile"]) -> _Run:
    numbers = {each.plan.student.id for each in files}
    kept: defaultdict[str, list[Outline]] = defaultdict(list)
    for outline in versions.outlines(transaction, numbers):
        kept[outline.student].append(outline)
    known = versions.known(transaction, [each.written for each in files])
    return _Run(transaction, roster.get_many(transaction, numbers), kept, known)


def _keep(transaction: Transaction, run: _Run, actor: str, station: str, now: dt.datetime) -> None:
    roster.save(transaction, [run.students[number] for number in run.touched])
    versions.store(transaction, run.stored, now)
    rows = [*_roster_rows(run, actor, station, now), *_import_rows(run, actor, station, now)]
    ledger.append_many(transaction, rows)


def _note_doubles(run: _Run, files: Sequence["PlanFile"]) -> None:
    """Note the same drug in two orders; other plans are opened only where the student has some."""
    for place, each in run.imported.items():
        plan = files[place].plan
        if each.outcome is Outcome.UNCHANGED or not any(item.order for item in plan.accommodations):
            continue
        plans = {(outline.kind, outline.begins) for outline in run.kept[each.student]}
        if len(plans) > 1:
            notes = doubled_with(plan, versions.of_student(run.transaction, each.student).versions)
        else:
            notes = doubled([plan])
        run.imported[place] = evolve(each, notes=(*each.notes, *notes))


def _roster_rows(run: _Run, actor: str, station: str, now: dt.datetime) -> Iterable[Entry]:
    marks = witness.of_students(run.transaction, run.touched)
    for number, added in run.touched.items():
        counts = {"added": int(added), "changed": int(not added)}
        detail = {**counts, "from": "a plan file", "rows": {number: marks[number]}}
        yield Entry(Event.ROSTER, actor, station, now, student=number, detail=detail)


def _import_rows(run: _Run, actor: str, station: str, now: dt.datetime) -> Iterable[Entry]:
    for _, each in sorted(run.imported.items()):
        if each.outcome is not Outcome.UNCHANGED:
            detail = {"file": each.file, "kind": each.kind, "begins": each.begins, "version": each.number}
            yield Entry(Event.IMPORT, actor, station, now, student=each.student, detail=detail)


def _unchanged(file: str, outline: Outline, names: Mapping[str, str]) -> Imported:
    whose, same = outline.student, Outcome.UNCHANGED
    return Imported(file, whose, names.get(whose, whose), outline.kind, outline.begins, outline.number, same)
