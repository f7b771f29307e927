"""What the panel says, as values: no screen is needed to know it."""

from attrs import evolve

from kiosk.access.model import Opened
from kiosk.access.redaction import student_for
from kiosk.commands.active_command import answer_of
from kiosk.commands.agenda_text import answer_document, answer_lines
from kiosk.commands.plan_text import plan_lines
from kiosk.desk.sheet import Row, Sheet, Tone
from kiosk.desk.writing import refused, unread, write
from kiosk.plans.model import Contact, Kind, Plan, Role, Version
from kiosk.plans.student import Student
from tests.desk.pretend import BLAKE, DANA, REASON
from tests.made_school import blake, moment

LEE = Contact("Lee Bennett", "father", "+1 503 555 0143", language="es")
FAMILY = evolve(BLAKE, contacts=(DANA, LEE))


def sheet(said: str, plan: Plan | None = None, *, why: bool = False) -> Sheet:
    return write(Opened(BLAKE, (Version(3, plan or blake()),), REASON), moment(said), with_why=why)


def under(found: Sheet, heading: str) -> list[Row]:
    """The rows of a section."""
    rows, is_in = [], False
    for row in found.rows:
        is_in = row.heading == heading if row.heading else is_in
        if is_in:
            rows.append(row)
    return rows


def said(found: Sheet, heading: str) -> list[str]:
    return [row.text for row in under(found, heading)]


def test_the_head_names_the_student_the_plan_and_its_review() -> None:
    found = sheet("2026-11-23T11:50")
    assert found.name == "Blake Bennett"
    assert found.about == "Grade 5 · Room 12 · he/him"
    assert found.plans == "504 plan, version 3 · review by 28 May 2027"


def test_asked_why_it_says_first_why_this_reader_sees_the_plan() -> None:
    asked = sheet("2026-11-23T11:50", why=True)
    assert said(asked, "WHY") == [f"You see this plan: {REASON}"]
    assert (asked.rows[0].heading, asked.foot) == ("WHY", "")
    unasked = sheet("2026-11-23T11:50")
    assert said(unasked, "WHY") == []
    assert unasked.foot == f"Why you see this: {REASON}"


def test_next_is_said_in_minutes_and_on_the_clock() -> None:
    assert said(sheet("2026-11-23T11:50"), "NEXT")[0] == "in 5 min · send at 11:55"
    assert said(sheet("2026-11-23T11:54:59"), "NEXT")[0] == "in 1 min · send at 11:55"
    assert said(sheet("2026-11-23T08:30"), "NEXT")[0] == "in 3 h 25 min · send at 11:55"


def test_the_room_sends_at_the_lead_and_the_lunch_lasts_to_its_end() -> None:
    now = sheet("2026-11-23T11:57")
    assert under(now, "NOW")[1].kind is Kind.MEDICATION or under(now, "NOW")[0].kind is not None
    assert "send now · until 12:40" in said(now, "NOW")
    assert "until 12:40" in said(sheet("2026-11-23T12:05"), "NOW")


def test_what_has_just_begun_is_marked_for_a_minute() -> None:
    begun = sheet("2026-11-23T11:55:59")
    assert "just begun · send now · until 12:40" in said(begun, "NOW")
    assert any(row.is_new for row in begun.rows)
    assert not any(row.is_new for row in sheet("2026-11-23T11:56:00").rows)


def test_lunch_follows_the_bell_on_an_early_release_day() -> None:
    assert said(sheet("2026-11-25T11:00"), "NEXT")[0] == "in 5 min · send at 11:05"


def test_the_crisis_protocol_names_whom_to_call_and_when_not_to() -> None:
    rows = under(sheet("2026-11-23T11:50"), "IF")
    assert rows[0].text == "he says he will hurt himself or someone else"
    assert rows[0].kind is Kind.CRISIS
    assert [row.number for row in rows if row.tone is Tone.STEP] == list("12345")
    call = next(index for index, row in enumerate(rows) if row.number == "3")
    assert rows[call].text == "Call home: Dana Bennett, mother · +1 503 555 0142"
    assert rows[call + 1].text.startswith("If abuse at home is suspected")
    assert (rows[-1].number, rows[-1].text) == ("NEVER", "Suspend before he has been heard")


def test_several_contacts_stand_in_the_order_in_which_to_call_them() -> None:
    found = write(Opened(FAMILY, (Version(1, blake()),), ""), moment("2026-11-23T11:50"))
    rows = under(found, "IF")
    call = [row.text for row in rows].index("Call home: Dana Bennett, mother · +1 503 555 0142")
    assert rows[call + 1].text == "Lee Bennett, father · +1 503 555 0143 · speaks es"
    assert rows[call + 1].number == "or"
    assert rows[call + 2].text.startswith("If abuse at home is suspected")


def told(student: Student, plan: Plan | None = None) -> str:
    """What `kiosk active` prints of a student at lunch, on one line."""
    opened = Opened(student, (Version(1, plan or blake()),), "")
    answer = answer_of(opened, moment("2026-11-23T11:50"), with_off=False)
    return " ".join(" ".join(answer_lines(answer)).split())


def test_the_command_names_whom_to_call_as_the_panel_does() -> None:
    assert (
        "3 Call home: Dana Bennett, mother · +1 503 555 0142"
        " or Lee Bennett, father · +1 503 555 0143 · speaks es If abuse at home is suspected"
    ) in told(FAMILY)


def test_the_command_says_every_row_of_the_protocol_that_the_panel_shows() -> None:
    found = write(Opened(FAMILY, (Version(1, blake()),), ""), moment("2026-11-23T11:50"))
    rows = [row for row in under(found, "IF") if row.tone in {Tone.STEP, Tone.ALARM, Tone.NEVER}]
    places = [told(FAMILY).casefold().index(row.text.casefold()) for row in rows]
    assert len(places) == 8
    assert places == sorted(places)


def test_whoever_sees_no_phone_calls_home_through_the_office() -> None:
    substitutes = told(student_for(FAMILY, Role.SUBSTITUTE))
    assert (
        "Call home, through the office: Dana Bennett, mother or Lee Bennett, father · speaks es"
        in " ".join(substitutes.split())
    )
    assert "555" not in substitutes


def test_a_second_call_home_does_not_repeat_the_family() -> None:
    plan = blake()
    items = tuple(
        evolve(each, steps=("Call home.", "Call home again")) if each.steps else each
        for each in plan.accommodations
    )
    words = told(FAMILY, evolve(plan, accommodations=items))
    assert words.count("Dana Bennett") == words.count("If abuse at home") == 1
    assert "2 Call home again NEVER" in words


def test_the_whole_plan_says_beside_the_call_what_to_do_instead_and_names_nobody() -> None:
    at = moment("2026-11-23T11:50")
    words = " ".join(" ".join(plan_lines(Version(1, blake()), at.date)).split())
    assert "3 Call home If abuse at home is suspected, call child protection instead of home. 4" in words
    assert "NEVER suspend before he has been heard" in words
    assert "555 0142" not in words


def test_a_script_is_told_no_contacts() -> None:
    at = moment("2026-11-23T11:50")
    answer = answer_of(Opened(FAMILY, (Version(1, blake()),), ""), at, with_off=True)
    assert "555" not in repr(answer_document(answer, at))


def test_contacts_that_may_not_be_seen_leave_the_step_whole() -> None:
    student = evolve(BLAKE, contacts=())
    found = write(Opened(student, (Version(1, blake()),), ""), moment("2026-11-23T11:50"))
    assert "Call home" in said(found, "IF")


def test_the_crisis_protocol_stands_also_on_a_sunday() -> None:
    found = sheet("2026-11-22T10:00")
    assert len(found.protocols) == 1
    assert said(found, "NOW") == ["nothing"]


def test_the_crisis_comes_before_other_triggers() -> None:
    plan = blake()
    crisis = next(each for each in plan.accommodations if each.kind is Kind.CRISIS)
    faint = evolve(crisis, id="faint", kind=Kind.HEALTH, when=evolve(crisis.when, trigger="faints"))
    found = sheet("2026-11-23T11:50", evolve(plan, accommodations=(faint, *plan.accommodations)))
    triggers = [row.kind for row in found.rows if row.tone is Tone.TRIGGER]
    assert triggers == [Kind.CRISIS, Kind.HEALTH]


def test_tonight_says_by_when_and_what_changes() -> None:
    rows = said(sheet("2027-04-12T16:00"), "TONIGHT")
    assert rows[0] == "by 18:00"
    assert rows[-1] == "Tuesday 13 April: early release. Practice test in the morning; lunch at 11:10."


def test_the_days_note_stands_first_on_the_day_itself() -> None:
    assert under(sheet("2027-04-13T09:00"), "TODAY")[0].text == (
        "Early release. Practice test in the morning; lunch at 11:10."
    )
    assert sheet("2027-04-13T09:00").rows[0].heading == "TODAY"
    assert under(sheet("2026-11-23T09:00"), "TODAY") == []


def test_in_brief_a_protocol_is_its_first_step_where_the_rest_is_and_never_what() -> None:
    found = write(Opened(BLAKE, (Version(3, blake()),), ""), moment("2026-11-23T11:50"), is_brief=True)
    assert [(row.number, row.text) for row in under(found, "IF")] == [
        ("", "he says he will hurt himself or someone else"),
        ("1", "Stay with him; he is not left alone"),
        ("c", "all 5 steps, and whom to call"),
        ("NEVER", "Suspend before he has been heard"),
    ]
    assert len(found.protocols) == 1


def test_a_notice_that_is_late_says_so() -> None:
    assert said(sheet("2027-04-12T18:00"), "TONIGHT")[0] == "was due by 18:00"


def test_a_notice_of_a_changed_monday_stays_due_on_friday() -> None:
    assert said(sheet("2027-01-22T15:00"), "TONIGHT")[0] == "by 18:00"
    assert said(sheet("2027-01-23T09:00"), "TONIGHT")[0] == "was due by 18:00 on Friday"


def test_nothing_tonight_says_what_tomorrow_is() -> None:
    assert said(sheet("2026-11-23T11:50"), "TONIGHT") == ["nothing: tomorrow is a regular day"]
    assert said(sheet("2026-11-27T11:50"), "TONIGHT") == ["nothing: no school tomorrow"]
    wednesday = said(sheet("2026-11-24T11:50"), "TONIGHT")[0]
    assert "early release" in wednesday


def test_why_is_there_when_it_is_asked_for() -> None:
    sentence = "Lunch begins at 12:00; he goes at 11:55."
    assert sentence in said(sheet("2026-11-23T11:50", why=True), "NEXT")
    assert sentence not in said(sheet("2026-11-23T11:50"), "NEXT")


def test_a_plan_that_is_over_is_not_an_empty_plan() -> None:
    found = sheet("2027-06-12T09:00")
    assert [row.text for row in found.rows] == [
        "No plan is in force today.",
        "The 504 plan ended on 11 June 2027.",
    ]


def test_a_plan_that_begins_later_says_when() -> None:
    assert "begins on 31 August 2026" in sheet("2026-08-30T09:00").rows[1].text


def test_a_plan_with_nothing_for_this_reader_says_so() -> None:
    found = sheet("2026-11-23T11:50", evolve(blake(), accommodations=()))
    assert found.rows[0].text == "Nothing in this plan is for you to read."


def test_of_a_plan_that_cannot_be_read_stands_first_what_to_do_and_then_why() -> None:
    said = [each.text for each in unread(BLAKE, ("The records are locked.",), "555").rows]
    assert said[:3] == [
        "The plan could not be read.",
        "This student may have accommodations. Ask the office: 555.",
        "The records are locked.",
    ]


def test_a_failed_read_never_looks_like_no_accommodations() -> None:
    for found in (unread(BLAKE, ("The records are locked.",), "555"), refused(BLAKE, ("No.",), "")):
        words = " ".join(row.text for row in found.rows)
        assert "nothing" not in words
        assert "No plan" not in words
        assert "ffice" in words


def test_a_sheet_is_equal_while_nothing_has_changed() -> None:
    assert len({sheet(f"2026-11-23T11:50:{each:02}") for each in (1, 30, 59)}) == 1
