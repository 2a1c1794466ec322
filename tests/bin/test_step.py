import pytest
import step
from step import Step


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A step that copies one file, and counts how often it did."""
    monkeypatch.setattr(step, "ROOT", tmp_path)
    monkeypatch.setattr(step, "STAMPS", tmp_path / ".setup")
    source, result = tmp_path / "pins.txt", tmp_path / "result"
    source.write_text("django==5.2")
    (tmp_path / ".setup").mkdir()
    runs = []

    def make():
        runs.append(1)
        result.write_text(source.read_text())

    copy = Step("copy", ("Copy", "复制"), lambda: step.contents([source]), make, result)
    return copy, source, result, runs


def test_what_has_not_changed_is_not_made_again(made):
    copy, *_ = made

    copy.do()

    assert copy.is_done()


def test_a_changed_source_is_made_again(made):
    copy, source, *_ = made
    copy.do()

    source.write_text("django==5.3")

    assert not copy.is_done()


def test_a_result_that_is_gone_is_made_again(made):
    copy, _, result, _ = made
    copy.do()

    result.unlink()

    assert not copy.is_done()


def test_a_step_that_broke_off_is_not_done_though_it_was_before(made):
    copy, source, *_ = made
    copy.do()
    source.unlink()

    with pytest.raises(FileNotFoundError):
        copy.do()

    assert not copy.stamp().exists()


def test_the_name_of_a_file_counts_as_much_as_what_is_in_it(made, tmp_path):
    copy, source, *_ = made
    before = copy.fingerprint()

    other = source.rename(tmp_path / "other.txt")

    assert list(step.contents([other]))[1] == b"django==5.2"
    assert (
        before
        != Step(
            "x", ("", ""), lambda: step.contents([other]), print, other
        ).fingerprint()
    )
