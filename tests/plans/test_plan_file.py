"""Plan files: every kind, every form of `when`, every rule with its sentence and its place."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.faults import BadInput
from kiosk.plans.model import Amendment, Contact, Goal, Kind, Plan, PlanKind, Role, TeamMember, When
from kiosk.plans.reading import parse_plan, read_plan
from kiosk.school.model import Weekday
from tests.made_school import BLAKE_TOML, IEP_TOML, blake, maple

LUNCH = 'accommodation "lunch-medication"'
HEAD = '[student]\nid = "1"\n[plan]\nkind = "504"\nbegins = 2026-08-31\nends = 2027-06-11\n'


def read(toml: str) -> Plan:
    return parse_plan(toml.encode(), "blake.toml", maple()).plan


def told(toml: str) -> list[str]:
    with pytest.raises(BadInput) as error:
        read(toml)
    assert all(fault.file == "blake.toml" for fault in error.value.faults)
    return list(error.value.sentences)


def changed(old: str, new: str, toml: str = BLAKE_TOML) -> str:
    assert old in toml
    return toml.replace(old, new, 1)


def one(lines: str) -> str:
    """A plan of one accommodation, "x", with these lines added."""
    return f'{HEAD}[[accommodation]]\nid = "x"\nkind = "health"\ntext = "Do it."\n{lines}\n'


def when(said: str) -> When:
    return read(one(f"when = {said}")).accommodations[0].when


# --- what a file says -------------------------------------------------------------------------------


def test_blakes_plan_is_read_as_the_contract_writes_it() -> None:
    plan = blake()
    assert (plan.student.id, plan.student.given_name, plan.student.birthdate) == (
        "10042", "Blake", dt.date(2016, 3, 9),
    )  # fmt: skip
    mother = Contact("Dana Bennett", "mother", "+1 503 555 0142", "dana@example.org", "en")
    assert plan.student.contacts == (mother,)
    assert (plan.kind, plan.effective, plan.terms.case_manager) == (
        PlanKind.SECTION_504, dt.date(2026, 8, 31), "ortiz",
    )  # fmt: skip
    assert plan.terms.team[1] == TeamMember("L. Chu", "school psychologist")
    lunch, pace, crisis, night, test = plan.accommodations
    assert (lunch.kind, lunch.when, lunch.lead) == (Kind.MEDICATION, When(period="lunch"), 5)
    assert lunch.order is not None
    assert (lunch.order.drug, lunch.order.min_gap, lunch.order.controlled) == ("methylphenidate", 180, True)
    assert (pace.when, pace.order) == (When(), None)
    assert len(crisis.steps) == 5
    assert (night.when, night.by) == (When(eve_of="changed routine"), dt.time(18))
    assert test.codes == ("NEDS_SS",)


def test_an_iep_has_goals() -> None:
    plan = read(IEP_TOML)
    assert plan.kind is PlanKind.IEP
    text = "Says /r/ correctly in conversation."
    assert plan.goals == (Goal("r-sound", text, 0.8, dt.date(2027, 1, 29), consecutive=3),)
    assert plan.student.contacts is None


def test_the_bytes_are_kept_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "blake.toml").write_bytes(BLAKE_TOML.encode())
    file = read_plan(tmp_path / "blake.toml", maple())
    assert (file.name, file.written, file.plan) == ("blake.toml", BLAKE_TOML.encode(), blake())


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_read_and_has_its_word_and_sign(kind: Kind) -> None:
    item = read(changed('kind = "movement"', f'kind = "{kind}"')).accommodations[1]
    assert item.kind is kind
    assert item.kind.word
    assert len(item.kind.sign) == 1


def test_every_form_of_when_is_read() -> None:
    assert when("{}") == When()
    assert when('{ period = "lunch" }').named_periods == ("lunch",)
    assert when('{ periods = ["1", "5"] }').named_periods == ("1", "5")
    assert when('{ begins = 10:00:00, ends = "10:30" }') == When(begins=dt.time(10), ends=dt.time(10, 30))
    assert when('{ tag = "state testing" }') == When(tag="state testing")
    assert when('{ eve_of = "changed routine" }') == When(eve_of="changed routine")
    assert when('{ trigger = "has a seizure" }') == When(trigger="has a seizure")
    assert when('{ weekdays = ["monday"] }') == When(weekdays=(Weekday.MONDAY,))
    assert when('{ period = "1", weekdays = ["monday"] }') == When("1", weekdays=(Weekday.MONDAY,))


def test_a_lead_goes_with_periods_and_time_windows() -> None:
    assert when('{ period = "1" }').is_timed
    assert when('{ begins = "00:00", ends = "10:00" }').is_timed
    assert not when('{ tag = "state testing" }').is_timed


def test_roles_narrow_who_reads_an_accommodation() -> None:
    item = read(one('audience = ["nurse", "principal"]')).accommodations[0]
    assert item.audience == (Role.NURSE, Role.PRINCIPAL)


def test_a_prn_order_has_no_time() -> None:
    order = (
        'order = { drug = "ibuprofen", dose = "200 mg", route = "oral", prn = true, use_for = "headache", \
max_day = 2, max_month = 4 }'
    )
    assert read(one(order)).accommodations[0].order is not None


def test_an_amendment_takes_effect_on_its_date() -> None:
    amendment = '\n[amendment]\neffective = 2027-01-04\nby = "ortiz"\nreason = "New bell."\n'
    plan = read(BLAKE_TOML + amendment)
    assert plan.amendment == Amendment(dt.date(2027, 1, 4), "ortiz", "New bell.")
    assert plan.effective == dt.date(2027, 1, 4)


def test_a_period_that_no_bell_has_is_a_note_and_not_a_fault() -> None:
    file = parse_plan(changed('"lunch" }', '"lunhc" }').encode(), "blake.toml", maple())
    (note,) = file.notes
    assert note.startswith(f"blake.toml: {LUNCH}, when: note: ")
    assert note.endswith('no bell of this school has a period "lunhc"; did you mean "lunch"?')
    assert parse_plan(BLAKE_TOML.encode(), "blake.toml", maple()).notes == ()


@pytest.mark.parametrize("name", ["[/x]", "[bold]Blake", "בלייק", "محمد", "Zoë", "x" * 60, "O'Brien", "李"])
def test_a_name_in_any_script_is_taken_as_it_is(name: str) -> None:
    assert read(changed('"Blake"', f'"{name}"')).student.given_name == name


# --- what is wrong ----------------------------------------------------------------------------------


def test_the_contracts_own_sentence() -> None:
    assert told(changed("lead = 5", 'lead = "ten"')) == [
        'blake.toml: accommodation "lunch-medication", lead: expected minutes, got "ten"'
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "10042"', "id = 10042", "student, id: expected text in quotes, got 10042"),
        ('id = "10042"', 'id = "../10042"', "student, id: expected the school's student number"),
        ('id = "10042"', 'id = ".."', "student, id: expected the school's student number"),
        ('id = "10042"', 'id = ""', "student, id: expected the school's student number"),
        ('id = "10042"', f'id = "{"1" * 65}"', "student, id: expected the school's student number"),
        ('given_name = "Blake"', 'given_name = " "', "student, given_name: is empty"),
        ('given_name = "Blake"', 'given_nam = "Blake"', "student, given_nam: this key is not known here; di"),
        ('"Blake"', r'"Bl\u202Eake"', "student, given_name: holds a hidden character, U+202E"),
        ('"Blake"', r'"Bl\u0007ake"', "student, given_name: holds a hidden character, U+0007"),
        ('"Blake"', r'"Bl\nake"', "student, given_name: holds a line break or a tab"),
        ('"10042.jpg"', '"../../10042.jpg"', "student, photo: expected the name of a file beside this one"),
        ("2016-03-09", '"2016-03-09"', 'student, birthdate: expected a date such as 2026-08-31, got "2016'),
        ('name = "Dana Bennett"', 'name = ""', "student, contact 1, name: is empty; say whom to call"),
        ('language = "en"', 'langage = "en"', 'student, contact "Dana Bennett", langage: this key is not'),
        ('kind = "504"', 'kind = "506"', 'plan, kind: expected one of "504", "IEP", got "506"; did you m'),
        ('kind = "504"', "kind = 504", 'plan, kind: expected one of "504", "IEP", got 504'),
        ("ends = 2027-06-11\nreview", "ends = 2026-06-11\nreview", "plan, ends: lies before the plan begins"),
        ('role = "parent"', "role = 1", 'plan, team "Dana Bennett", role: expected text in quotes, got 1'),
        ('kind = "movement"', 'kind = "move"', 'accommodation "active-time", kind: expected one of "medica'),
        ('id = "active-time"', 'id = "night-before"', 'accommodation "night-before", id: is not unique'),
        ('id = "active-time"', 'id = ""', "accommodation 2, id: is empty"),
        ('text = "May pace or stand at the back of the room when he gets restless."', 'text = ""',
         'accommodation "active-time", text: is empty; say what to do'),
        ('card = "May pace or stand at the back"', 'card = ""', 'accommodation "active-time", card: is emp'),
        ("lead = 5", "lead = -1", f"{LUNCH}, lead: expected 0 to 600 minutes, got -1"),
        ("lead = 5", "lead = 5.5", f"{LUNCH}, lead: expected minutes, got 5.5"),
        ("lead = 5", "led = 5", f'{LUNCH}, led: this key is not known here; did you mean "lead"?'),
        ('period = "lunch" }', 'tag = "state testing" }', f"{LUNCH}, lead: goes with a period or a time win"),
        ('period = "lunch" }', 'trigger = "says so" }', f"{LUNCH}, order: needs a time"),
        ('period = "lunch" }', 'perid = "lunch" }', f'{LUNCH}, when, perid: this key is not known here; did'),
        ("by = 18:00:00", 'by = "6 pm"', 'accommodation "night-before", by: expected a time such as 08:15'),
        ('eve_of = "changed', 'tag = "changed', 'accommodation "night-before", by: goes with when = { eve_o'),
        ('drug = "methylphenidate"', 'drug = ""', f"{LUNCH}, order, drug: is empty"),
        ('drug = "methylphenidate"', "", f"{LUNCH}, order, drug: is missing"),
        ('drug = "methylphenidate"', 'drug = "Medication"', f"{LUNCH}, text: names the drug"),
        ('drug = "methylphenidate"', 'drug = "ＮＵＲＳＥ"', f"{LUNCH}, card: names the drug"),
        ("early = 30", "early = -5", f"{LUNCH}, order, early: expected 0 to 720, got -5"),
        ("min_gap = 180", "min_gap = 1000000", f"{LUNCH}, order, min_gap: expected 0 to 10080, got 1000000"),
        ("controlled = true", 'controlled = "no"', f'{LUNCH}, order, controlled: expected true or false, go'),
        ("controlled = true", "prn = true", f"{LUNCH}, order, prn: a PRN order has no time"),
        ("controlled = true", "max_day = 2", f"{LUNCH}, order, max_day: goes with prn = true only"),
        ("ends = 2027-06-11\nearly", "ends = 2027-06-12\nearly", f"{LUNCH}, order, ends: an order never out"),
        ("ends = 2027-06-11\nearly", "ends = 2026-06-11\nearly", f"{LUNCH}, order, ends: lies before the or"),
    ],
)  # fmt: skip
def test_each_rule_has_its_sentence_and_its_place(old: str, new: str, what: str) -> None:
    sentences = told(changed(old, new))
    assert any(each.startswith(f"blake.toml: {what}") for each in sentences), sentences


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('when = { period = "1", tag = "x" }', "when: has at most one of period, periods, begins, tag, eve_"),
        ('when = { period = "1", begins = "10:00", ends = "11:00" }', "when: has at most one of"),
        ('when = { begins = "10:00" }', "when: a time window has both begins and ends"),
        ('when = { ends = "10:00" }', "when: a time window has both begins and ends"),
        ('when = { begins = "10:00", ends = "10:00" }', "when, ends: is at or before 10:00"),
        ('when = { begins = "00:00", ends = "00:00" }', "when, ends: is at or before 00:00"),
        ("when = { periods = [] }", "when, periods: is an empty list"),
        ("when = { weekdays = [] }", "when, weekdays: is an empty list"),
        ('when = { weekdays = ["Monday"] }', 'when, weekday 1: expected one of "monday", "tuesday"'),
        ('when = { periods = ["1", " "] }', "when, period 2: is empty"),
        ('when = { tag = "" }', "when, tag: is empty"),
        ('when = "lunch"', 'when: expected a table, got "lunch"'),
        ('lead = 5', "lead: goes with a period or a time window only"),
        ('lead = 5\nwhen = { weekdays = ["monday"] }', "lead: goes with a period or a time window only"),
        ("begins = 2026-08-30", "begins: 30 August 2026 lies outside the plan's dates"),
        ("ends = 2027-06-12", "ends: 12 June 2027 lies outside the plan's dates"),
        ("begins = 2026-12-02\nends = 2026-12-01", "ends: lies before its begins"),
        ("audience = []", "audience: names nobody"),
        ('audience = ["nurs"]', 'audience 1: expected one of "substitute", "teacher", "nurse"'),
        ('steps = ["a", 2]', "step 2: expected text in quotes, got 2"),
        ('order = { drug = "a1", dose = "1", route = "oral", prn = true }', "order, use_for: a PRN order sa"),
        ('order = { drug = "a1", dose = "1", route = "oral" }', "order: needs a time"),
    ],
)  # fmt: skip
def test_each_rule_of_an_accommodation_has_its_sentence(lines: str, what: str) -> None:
    sentences = told(one(lines))
    assert any(each.startswith(f'blake.toml: accommodation "x", {what}') for each in sentences), sentences


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('kind = "IEP"', 'kind = "504"', "goal: only an IEP has goals"),
        (
            "criterion = 0.8",
            "criterion = 80",
            'goal "r-sound", criterion: expected a share of trials above 0',
        ),
        ("criterion = 0.8", "criterion = nan", 'goal "r-sound", criterion: expected a share of trials above'),
        ("criterion = 0.8", 'criterion = "80 %"', 'goal "r-sound", criterion: expected a number, got "80 %"'),
        ("consecutive = 3", "consecutive = 0", 'goal "r-sound", consecutive: expected 1 to 1000, got 0'),
        ("due = 2027-01-29", "due = 2026-01-29", 'goal "r-sound", due: lies before the plan begins'),
        ("due = 2027-01-29", "", 'goal "r-sound", due: is missing'),
        ('text = "Says /r/ correctly in conversation."', 'text = ""', 'goal "r-sound", text: is empty'),
        ('id = "r-sound"', 'id = " "', 'goal " ", id: is empty'),
    ],
)
def test_each_rule_of_a_goal_has_its_sentence(old: str, new: str, what: str) -> None:
    sentences = told(changed(old, new, IEP_TOML))
    assert any(each.startswith(f"blake.toml: {what}") for each in sentences), sentences


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('effective = 2027-06-12\nby = "a"\nreason = "b"', "effective: lies outside the dates of the plan"),
        ('effective = 2027-01-04\nby = " "\nreason = "b"', "by: is empty; say who changed the plan"),
        ('effective = 2027-01-04\nby = "a"\nreason = ""', "reason: is empty; say why the plan was changed"),
        ('effective = 2027-01-04\nby = "a"', "reason: is missing"),
    ],
)
def test_each_rule_of_an_amendment_has_its_sentence(lines: str, what: str) -> None:
    assert told(f"{BLAKE_TOML}\n[amendment]\n{lines}\n") == [f"blake.toml: amendment, {what}"]


def test_an_order_without_an_end_ends_with_the_plan_and_so_within_the_year() -> None:
    longer = changed("ends = 2027-06-11\nreview", "ends = 2027-08-30\nreview")
    assert read(longer).accommodations[0].order is not None
    (sentence,) = told(changed("ends = 2027-06-11\nearly", "early", longer))
    assert "an order never outlives the school year; write a date up to 11 June 2027" in sentence


def test_both_of_two_accommodations_of_one_id_are_told() -> None:
    sentences = told(changed('id = "active-time"', 'id = "night-before"'))
    what = 'blake.toml: accommodation "night-before", id: is not unique in this plan; each has its own'
    assert sentences == [what] * 2


def test_all_faults_of_a_file_are_told_at_once_each_with_its_place() -> None:
    toml = changed("lead = 5", 'lead = "ten"')
    for old, new in (
        ('grade = "5"', "grade = 5"),
        ('kind = "movement"', 'kind = "movment"'),
        ("by = 18:00:00", "bye = 18:00:00"),
        ('drug = "methylphenidate"', 'drug = "medication"'),
        ("review_by = 2027-05-28", 'review_by = "May"'),
        ("ends = 2027-06-11\nreview", "ends = 2027-08-30\nreview"),
        ("ends = 2027-06-11\nearly", "ends = 2027-08-30\nearly"),
    ):
        toml = changed(old, new, toml)
    places = [each.removeprefix("blake.toml: ").partition(":")[0] for each in told(toml)]
    assert sorted(places) == sorted([
        "student, grade", "plan, review_by", f"{LUNCH}, lead", f"{LUNCH}, text", f"{LUNCH}, order, ends",
        'accommodation "active-time", kind', 'accommodation "night-before", bye',
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('when = { period = "lunch" }', "when = { period = 5 }"),
        ('when = { period = "lunch" }', "when = 5"),
        ("begins = 2026-08-31\nends = 2027-06-11\nreview", "begins = 1\nends = 2027-06-11\nreview"),
        ('kind = "504"', "kind = 504"),
        ('text = "Separate', 'txt = "Separate'),
    ],
)
def test_one_slip_is_not_told_twice(old: str, new: str) -> None:
    sentences = told(changed(old, new))
    assert len(sentences) == (2 if "txt" in new else 1), sentences


def test_half_a_window_that_is_also_mistyped_is_told_once() -> None:
    (sentence,) = told(one('when = { begins = 10, ends = "11:00" }'))
    assert "when, begins: expected a time" in sentence
