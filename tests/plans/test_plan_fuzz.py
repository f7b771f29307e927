"""Whatever stands in a plan file: a plan, or faults of this file, and nothing else. Plans keep in JSON."""

import copy
import datetime as dt
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.faults import BadInput
from kiosk.files import parse_toml
from kiosk.plans.model import Plan
from kiosk.plans.reading import PlanFile, parse_plan
from tests.made_school import BLAKE_TOML, IEP_TOML, maple

SCHOOL = maple()
KNOWN = sorted(
    {
        line.split("=")[0].strip(" [].")
        for line in (BLAKE_TOML + IEP_TOML).split("\n")
        if line[:1].isalpha() or "[" in line
    }
    | {"accommodation", "order", "when", "goal", "amendment", "contact", "period", "lead", "periods", "prn"}
)
texts = st.sampled_from(
    ("", "lunch", "504", "IEP", "medication", "monday", "[/x]", "\u202ex", "x" * 61, "\n")
) | st.text(max_size=8)
dates = st.dates(dt.date(2026, 8, 1), dt.date(2027, 7, 1)) | st.dates()
scalars = (
    texts
    | dates
    | st.booleans()
    | st.integers(-5, 700)
    | st.integers(-(10**40), 10**40)
    | st.floats()
    | st.times()
    | st.datetimes()
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KNOWN) | texts, inner, max_size=4)
    ),
    max_leaves=12,
)
tables = st.dictionaries(
    st.sampled_from(("student", "plan", "accommodation", "goal", *KNOWN)), values, max_size=5
)


def read_or_told(data: bytes) -> PlanFile | None:
    """The plan; or nothing, where there are faults and every one names its file and what is wrong."""
    try:
        return parse_plan(data, "blake.toml", SCHOOL)
    except BadInput as error:
        assert_told(error)
        return None


def assert_told(error: BadInput) -> None:
    assert error.faults
    for fault in error.faults:
        assert fault.file == "blake.toml"
        assert fault.what
        assert "\n" not in str(fault)
        assert str(fault).isprintable()


@settings(max_examples=400, deadline=None)
@given(tables)
def test_any_tables_are_a_plan_or_faults(raw: dict[str, Any]) -> None:
    read_or_told(tomli_w.dumps(raw).encode())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda each: each.encode("utf-8", "replace")))
def test_any_bytes_are_faults_of_this_file(data: bytes) -> None:
    assert read_or_told(data) is None


def places(raw: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a table."""
    steps = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    here = [] if path == () else [path]
    return here + [place for step, value in steps for place in places(value, (*path, step))]


BLAKE_RAW = parse_toml(BLAKE_TOML.encode(), "blake.toml")
IEP_RAW = parse_toml(IEP_TOML.encode(), "iep.toml")
SOURCES = [(raw, place) for raw in (BLAKE_RAW, IEP_RAW) for place in places(raw)]


def parent(raw: Any, place: tuple[str | int, ...]) -> Any:
    for step in place[:-1]:
        raw = raw[step]
    return raw


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_a_plan_with_any_value_dropped_replaced_or_renamed_is_a_plan_or_faults(data: st.DataObject) -> None:
    raw = copy.deepcopy(data.draw(st.sampled_from((BLAKE_RAW, IEP_RAW))))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places(raw)))
        around, step = parent(raw, place), place[-1]
        deed = data.draw(st.sampled_from(("drop", "replace", "rename")))
        if deed == "replace":
            around[step] = data.draw(values)
        elif deed == "rename" and isinstance(step, str):
            around[data.draw(texts)] = around.pop(step)
        elif len(raw) > 1:
            del around[step]
    read_or_told(tomli_w.dumps(raw).encode())


@pytest.mark.parametrize("index", range(len(SOURCES)))
def test_each_value_of_another_type_is_told_at_its_place_or_above(index: int) -> None:
    source, place = SOURCES[index]
    raw = copy.deepcopy(source)
    parent(raw, place)[place[-1]] = {"surprise": [1979]}
    with pytest.raises(BadInput) as error:
        parse_plan(tomli_w.dumps(raw).encode(), "blake.toml", SCHOOL)
    assert_told(error.value)
    words = " ".join(str(each) for each in error.value.faults)
    named = next(step for step in reversed(place) if isinstance(step, str))
    assert named.removesuffix("s") in words


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(BLAKE_TOML)), st.integers(0, 40), st.text(max_size=6))
def test_a_file_with_a_stretch_overwritten_is_a_plan_or_faults(begin: int, length: int, new: str) -> None:
    text = BLAKE_TOML[:begin] + new + BLAKE_TOML[begin + length :]
    read_or_told(text.encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "more",
    [
        "\n[[accommodation]]" * 20_000,
        '\n[[accommodation]]\nid = "x"\nkind = "medcine"\ntext = ""' * 12_000,
        "".join(f"\nleed{number} = 1" for number in range(40_000)),
        '\n[[accommodation]]\nid = "x"\nkind = "health"\ntext = "y"\nwhen = { periods = ['
        + '"a",' * 100_000
        + "] }",
    ],
    ids=["empty accommodations", "faulty accommodations", "unknown keys", "many periods"],
)
def test_a_file_of_a_megabyte_of_faults_is_answered(more: str) -> None:
    read_or_told((BLAKE_TOML + more).encode())


@pytest.mark.parametrize("toml", [BLAKE_TOML, IEP_TOML])
def test_a_plan_kept_as_json_is_the_same_plan(toml: str) -> None:
    plan = parse_plan(toml.encode(), "blake.toml", SCHOOL).plan
    assert_keeps(plan)


def assert_keeps(plan: Plan) -> None:
    kept = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
    assert kept == plan
    assert repr(kept) == repr(plan)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_plan_that_is_read_keeps_as_json(data: st.DataObject) -> None:
    raw = copy.deepcopy(data.draw(st.sampled_from((BLAKE_RAW, IEP_RAW))))
    raw.setdefault("amendment", {"effective": dt.date(2027, 1, 4), "by": "ortiz", "reason": "Zoë\nasked."})
    place = data.draw(st.sampled_from(places(raw)))
    around, step = parent(raw, place), place[-1]
    if data.draw(st.booleans()) and isinstance(around[step], str):
        around[step] = data.draw(
            st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=9)
        )
    else:
        del around[step]
    file = read_or_told(tomli_w.dumps(raw).encode())
    if file is not None:
        assert_keeps(file.plan)
