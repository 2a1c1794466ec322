import polib
import pytest

from renxin.site.words import catalogue


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A house with one app, which says two things."""
    app = tmp_path / "renxin" / "desk"
    app.mkdir(parents=True)
    (app / "__init__.py").write_text('_("Kept")\n_("%(n)s late")\n')
    (tmp_path / "renxin" / "site").mkdir()
    (tmp_path / "renxin" / "site" / "__init__.py").touch()
    monkeypatch.setattr(catalogue, "CHECKOUT", tmp_path)
    return tmp_path


def translate(words):
    book = catalogue.opened("desk")
    for entry in book:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    catalogue.save(book, catalogue.path_of("desk"))


def test_what_the_code_asks_for_is_added_without_words(checkout):
    missing = catalogue.update("desk", known={})

    assert missing == ["%(n)s late", "Kept"]
    assert len(list(catalogue.faults())) == 2


def test_what_another_app_has_said_is_taken_over(checkout):
    missing = catalogue.update("desk", known={("", "Kept"): "已兑现"})

    assert missing == ["%(n)s late"]


def test_a_complete_catalogue_has_no_faults_and_is_left_alone(checkout):
    catalogue.update("desk", known={})
    translate({"Kept": "已兑现", "%(n)s late": "迟 %(n)s 项"})
    before = catalogue.path_of("desk").stat().st_mtime_ns

    catalogue.update("desk", known={})

    assert not list(catalogue.faults())
    assert catalogue.path_of("desk").stat().st_mtime_ns == before


def test_a_translation_that_loses_a_blank_is_a_fault(checkout):
    catalogue.update("desk", known={})
    translate({"Kept": "已兑现", "%(n)s late": "迟了"})

    assert ["placeholders" in fault for fault in catalogue.faults()] == [True]


def test_words_no_longer_asked_for_are_kept_aside_and_come_back(checkout):
    catalogue.update("desk", known={})
    translate({"Kept": "已兑现", "%(n)s late": "迟 %(n)s 项"})
    module = checkout / "renxin" / "desk" / "__init__.py"

    module.write_text("")
    catalogue.update("desk", known={})
    aside = [entry.obsolete for entry in catalogue.opened("desk")]
    module.write_text('_("Kept")')
    catalogue.update("desk", known={})

    assert aside == [True, True]
    assert not list(catalogue.faults())


def test_two_apps_must_say_the_same_in_the_same_words(checkout):
    catalogue.update("desk", known={})
    translate({"Kept": "已兑现", "%(n)s late": "迟 %(n)s 项"})
    (checkout / "renxin" / "site" / "__init__.py").write_text('_("Kept")')
    catalogue.update("site", known={("", "Kept"): "做到了"})

    assert ["elsewhere" in fault for fault in catalogue.faults()] == [True]


def test_building_writes_what_django_reads(checkout):
    catalogue.update("desk", known={})
    translate({"Kept": "已兑现"})

    catalogue.build()

    built = polib.mofile(str(catalogue.path_of("desk").with_suffix(".mo")))
    assert [(entry.msgid, entry.msgstr) for entry in built] == [("Kept", "已兑现")]
