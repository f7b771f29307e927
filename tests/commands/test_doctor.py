"""`kiosk doctor`: what is wrong first, what to do, and no student's name."""

from pathlib import Path

import pytest

from kiosk.doctor import link, machine
from tests.commands.terminal import Terminal


@pytest.fixture
def well(kiosk: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    """A school in which nothing has to be mended."""
    monkeypatch.setattr(machine, "printers", lambda: ("office",))
    monkeypatch.setattr(link, "_is_known", lambda _: True)
    toml = kiosk.folder / "school.toml"
    toml.write_text(toml.read_text().replace("plans.maple.example", "plans.maple.us"))
    pin = kiosk.write("pin.txt", "maple street office")
    kiosk("staff", "add", "sato", "--name", "K. Sato", "--role", "admin", "--pin-file", pin)
    return kiosk


def about(kiosk: Terminal, weight: str, *options: str) -> set[str]:
    said = kiosk("doctor", "--json", *options).json
    assert all(each["do"] or each["weight"] != "should" for each in said["findings"])
    return {each["about"] for each in said["findings"] if each["weight"] == weight}


def test_where_all_is_well_it_says_so(well: Terminal) -> None:
    said = well("doctor")
    assert said.status == 0
    assert said.out.endswith("Nothing has to be mended.\n")
    assert about(well, "must") == set()
    looked_at = {
        "folder",
        "disk",
        "printer",
        "school.toml",
        "link",
        "key file",
        "records",
        "clock",
        "staff",
        "fonts",
    }
    assert about(well, "good") | about(well, "should") == looked_at


def test_what_has_to_be_mended_comes_first_and_is_status_1(kiosk: Terminal) -> None:
    said = kiosk("doctor")
    assert said.status == 1
    first = said.out.splitlines()[0]
    assert first == "mend    link: plans.maple.example is a made-up name: no phone finds it."
    assert "kiosk staff add ID --name NAME --role admin" in said.out
    assert about(kiosk, "must") == {"link", "staff"}


def test_a_broken_school_toml_is_a_finding(well: Terminal) -> None:
    (well.folder / "school.toml").write_text('name = "Maple\n')
    said = well("doctor")
    assert said.status == 1
    assert "mend    school.toml:" in said.out
    assert "school.toml:1:" in said.out


@pytest.mark.parametrize("trouble", ["no records", "no key", "damaged", "open"])
def test_records_that_do_not_open_are_a_finding(well: Terminal, home: Path, trouble: str) -> None:
    if trouble == "no records":
        (well.folder / "records.db").unlink()
    elif trouble == "damaged":
        (well.folder / "records.db").write_bytes(b"no database" * 100)
    elif trouble == "open":
        well.folder.chmod(0o755)
    else:
        key = Path(
            next(each for each in well("doctor", "--json").json["findings"] if each["about"] == "key file")[
                "sentence"
            ]
            .split()[4]
            .rstrip(";")
        )
        key.unlink()
    assert about(well, "must") == ({"folder"} if trouble == "open" else {"records"})


def test_no_student_is_named(well: Terminal) -> None:
    for options in ((), ("--json",)):
        said = well("doctor", *options)
        assert not {"Blake", "Bennett", "10042"} & set((said.out + said.err).replace('"', " ").split())


def test_a_key_without_a_certificate_is_wrong_usage(well: Terminal) -> None:
    assert well("doctor", "--key", "key.pem").status == 2
    assert about(well, "must", "--certificate", "gone.pem") == {"certificate"}
