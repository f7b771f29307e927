"""What a user is told when something is wrong."""

from kiosk.faults import BadInput, Fault, KioskError, Refused, did_you_mean


def test_a_fault_of_syntax_names_its_line() -> None:
    assert str(Fault("what to do", file="blake.toml", line=12)) == "blake.toml:12: what to do"


def test_a_fault_of_content_names_its_place_in_words() -> None:
    fault = Fault('expected minutes, got "ten"', file="blake.toml", path='accommodation "x", lead')
    assert str(fault) == 'blake.toml: accommodation "x", lead: expected minutes, got "ten"'


def test_a_fault_without_a_file_says_only_what_is_wrong() -> None:
    assert str(Fault("no student has this number")) == "no student has this number"


def test_an_error_tells_every_fault_on_a_line_of_its_own() -> None:
    error = BadInput.of([Fault("one", file="a.toml"), Fault("two", file="b.toml")])
    assert error.sentences == ("a.toml: one", "b.toml: two")
    assert str(error) == "a.toml: one (and 1 more)"


def test_an_error_without_faults_is_its_own_sentence() -> None:
    assert KioskError("The records are locked.").sentences == ("The records are locked.",)


def test_a_bad_file_and_a_refusal_have_their_own_exit_status() -> None:
    assert (BadInput.status, Refused.status) == (2, 1)


def test_a_near_word_is_suggested_whatever_its_case() -> None:
    assert did_you_mean("LUNHC", ["lunch", "recess"]) == '; did you mean "lunch"?'


def test_no_word_is_suggested_where_none_is_near() -> None:
    assert did_you_mean("gymnastics", ["lunch", "recess"]) == ""
    assert did_you_mean("lunch", []) == ""


def test_a_word_of_a_megabyte_is_answered_at_once() -> None:
    assert did_you_mean("x" * 1_000_000, ["lunch"]) == ""
