"""`kiosk cards`: what is printed, what is refused, and which card is the valid one."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.link_model import token_digest
from kiosk.records.opening import open_records
from tests.cards import tools
from tests.commands.printing import a_plan, expires, files_beside, valid_links
from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML, MAPLE_TOML, maple


def test_every_code_is_read_back_and_leads_to_a_link_that_is_kept(office: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    said = office("cards", "--all", "-o", out, "--json")
    assert said.status == 0
    answer = said.json
    assert answer.pop("seconds") > 0
    assert answer == {
        "cards": 2, "pages": 1, "file": str(out), "stock": "avery-5371", "verified": 2, "skipped": [],
    }  # fmt: skip
    tokens = [code.rsplit("/", 1)[1] for page in tools.pictures(out) for code in tools.zbar_codes(page)]
    assert {token_digest(token) for token in tokens} == {digest for _, digest in valid_links(office)}
    assert all(len(token) == 26 for token in tokens)
    assert "Sits in front" in tools.text(out)


def test_a_new_card_ends_the_old_one_and_no_other(office: Terminal, tmp_path: Path) -> None:
    office("cards", "--all", "-o", tmp_path / "1.pdf")
    before = dict(valid_links(office))
    office("cards", "10050", "-o", tmp_path / "2.pdf")
    after = dict(valid_links(office))
    assert after["10061"] == before["10061"]
    assert after["10050"] != before["10050"]


def test_a_student_without_a_plan_in_force_is_skipped_and_named(office: Terminal, tmp_path: Path) -> None:
    said = office("cards", "10050", "10062", "-o", tmp_path / "c.pdf", "--json")
    assert said.json["cards"] == 1
    assert said.json["skipped"] == [{"student": "10062", "why": "no plan in force"}]


def test_all_skipped_is_a_no(office: Terminal, tmp_path: Path) -> None:
    said = office("cards", "10062", "-o", tmp_path / "c.pdf", "--json")
    assert said.status == 1
    assert "10062" in said.err
    assert not (tmp_path / "c.pdf").exists()


def test_cards_that_would_have_ended_are_not_printed_and_the_old_ones_stay(
    office: Terminal, tmp_path: Path
) -> None:
    office("cards", "--all", "-o", tmp_path / "good.pdf")
    before, files = valid_links(office), files_beside(tmp_path / "c.pdf")
    expires(office, "2020-06-30")
    said = office("cards", "--all", "-o", tmp_path / "c.pdf")
    assert said.status == 2
    assert said.err.startswith("school.toml: cards, expires: was 30 June 2020: ")
    assert valid_links(office) == before
    assert files_beside(tmp_path / "c.pdf") == files


def test_cards_for_a_school_year_that_is_over_are_not_printed(office: Terminal, tmp_path: Path) -> None:
    past = MAPLE_TOML.split("[[day]]", maxsplit=1)[0].replace("expires = 2027-06-30\n", "")
    past = past.replace("2026-08-31", "2020-08-31").replace("2027-06-11", "2021-06-11")
    (office.folder / "school.toml").write_text(past)
    said = office("cards", "--all", "-o", tmp_path / "c.pdf")
    assert said.status == 2
    assert said.err.startswith("school.toml: year, ends: was 11 June 2021: ")
    assert valid_links(office) == set()


def test_a_room_and_an_exception(office: Terminal, tmp_path: Path) -> None:
    assert office("cards", "--room", "12", "-o", tmp_path / "a.pdf").status == 0
    assert "Ada Ng" in tools.text(tmp_path / "a.pdf")
    assert "Bo Ng" not in tools.text(tmp_path / "a.pdf")
    assert office("cards", "--room", "99", "-o", tmp_path / "b.pdf").status == 2
    said = office("cards", "--all", "--except", "10061", "-o", tmp_path / "c.pdf", "--json").json
    assert (said["cards"], said["skipped"]) == (1, [{"student": "10061", "why": "left out by --except"}])


def test_every_number_that_names_nobody_is_told(office: Terminal, tmp_path: Path) -> None:
    for arguments in (["99998", "99999"], ["--all", "--except", "99998", "--except", "99999"]):
        said = office("cards", *arguments, "-o", tmp_path / "c.pdf")
        assert said.status == 2
        assert "99998" in said.err
        assert "99999" in said.err


def test_a_file_that_exists_is_kept_unless_forced(office: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    out.write_text("a letter")
    said = office("cards", "--all", "-o", out)
    assert said.status == 2
    assert "--force" in said.err
    assert out.read_text() == "a letter"
    assert valid_links(office) == set()
    assert office("cards", "--all", "-o", out, "--force").status == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["cards.doc", "cards", "nowhere/c.pdf", "blake.txt/c.pdf", "n" * 300 + ".pdf"]
)
def test_a_place_that_cannot_be_written_is_told(office: Terminal, tmp_path: Path, name: str) -> None:
    (tmp_path / "blake.txt").touch()
    said = office("cards", "--all", "-o", tmp_path / name)
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert valid_links(office) == set()


def test_cards_that_do_not_fit_are_all_named_and_nothing_is_printed(office: Terminal, tmp_path: Path) -> None:
    too_long = "Sits in front of the class where the board can be seen " * 20
    paths = [office.write(f"{each}.toml", a_plan(each, "Di", card=too_long)) for each in ("10070", "10071")]
    assert office("import", "plans", *paths).status == 0
    office("cards", "10050", "-o", tmp_path / "before.pdf")
    before, files = valid_links(office), files_beside(tmp_path / "c.pdf")
    said = office("cards", "--all", "-o", tmp_path / "c.pdf", "--json")
    assert said.status == 1
    assert [fault["path"] for fault in said.json["faults"]] == ["student 10070", "student 10071"]
    assert valid_links(office) == before
    assert files_beside(tmp_path / "c.pdf") == files


def test_a_name_that_is_not_used_is_nowhere_on_a_card_or_in_what_is_said(
    office: Terminal, tmp_path: Path
) -> None:
    wren = a_plan("10070", "Gwendolyn").replace("family_name", 'preferred_name = "Wren"\nfamily_name')
    assert office("import", "plans", office.write("wren.toml", wren)).status == 0
    said = office("cards", "10070", "-o", tmp_path / "card.pdf")
    text = tools.text(tmp_path / "card.pdf")
    assert "Wren" in text
    assert "Gwendolyn" not in text + said.out + said.err
    assert b"Gwendolyn" not in (tmp_path / "card.pdf").read_bytes()


def test_a_name_that_no_face_covers_is_named(office: Terminal, tmp_path: Path, ours_alone: None) -> None:
    office("import", "plans", office.write("m.toml", a_plan("10070", "محمد")))
    said = office("cards", "--all", "-o", tmp_path / "c.pdf")
    assert said.status == 1
    assert "10070" in said.err
    assert not (tmp_path / "c.pdf").exists()


def test_codes_that_cannot_be_read_back_stop_the_run(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office("cards", "--all", "-o", tmp_path / "before.pdf")
    before = valid_links(office)
    monkeypatch.setattr("cards.read_back.failures_on", lambda *_, **__: [1])
    said = office("cards", "--all", "-o", tmp_path / "c.pdf")
    assert said.status == 1
    assert "student 10050" in said.err  # room 11 comes before room 12
    assert valid_links(office) == before
    assert files_beside(tmp_path / "c.pdf") == {"school", "before.pdf", "ada.toml", "bo.toml", "cy.toml"}


def test_where_the_commit_fails_the_old_cards_and_the_old_file_stay(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "c.pdf"
    office("cards", "--all", "-o", out)
    before, content = valid_links(office), out.read_bytes()

    def fail(_: Any) -> None:
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    monkeypatch.setattr("sqlalchemy.engine.base.RootTransaction._do_commit", fail)
    said = office("cards", "--all", "-o", out, "--force")
    monkeypatch.undo()
    assert said.status == 2
    assert valid_links(office) == before
    assert out.read_bytes() == content


def test_each_card_is_in_the_ledger(office: Terminal, tmp_path: Path) -> None:
    office("cards", "--all", "-o", tmp_path / "c.pdf")
    with open_records(office.folder, maple()) as records, records.reading() as transaction:
        rows = list(ledger.entries(transaction, event=Event.CARDS))
    assert {row.student for row in rows} == {"10050", "10061"}
    assert len({row.detail["run"] for row in rows}) == 1


def test_blakes_card_says_nothing_of_drug_or_family(kiosk: Terminal, tmp_path: Path) -> None:
    longer = BLAKE_TOML.replace("2026-08-31", "2020-08-31").replace("2027-06-11", "2099-06-11")
    longer = longer.replace("ends = 2099-06-11\nearly", "ends = 2027-06-11\nearly").replace("10042", "10043")
    assert kiosk("import", "plans", kiosk.write("longer.toml", longer)).status == 0
    assert kiosk("cards", "10043", "-o", tmp_path / "c.pdf").status == 0
    text = tools.text(tmp_path / "c.pdf")
    assert "May pace or stand at the back" in text
    assert "34 CFR 99.33" in text
    for secret in ("methylphenidate", "Dana", "555 0142", "2016"):
        assert secret not in text
