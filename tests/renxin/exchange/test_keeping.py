import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renxin.exchange import keeping, refused
from renxin.exchange.keeping import KEPT_FOR, ORPHANED_AFTER, TooLarge
from renxin.exchange.models import Import
from tests.cast import NOON


def test_a_copy_lies_where_nobody_else_can_read_it_and_under_no_name_of_theirs(
    settings,
):
    path = keeping.keep(SimpleUploadedFile("../../etc/passwd", b"a,b\n"))

    assert path.parent == Path(settings.HOME) / "uploads"
    assert path.name.isalnum()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.unlink()


def test_a_file_larger_than_allowed_is_not_kept(settings):
    settings.UPLOAD_LIMIT_BYTES = 3

    with pytest.raises(TooLarge):
        keeping.keep(SimpleUploadedFile("a.csv", b"1234"))


def test_old_copies_and_lists_of_refused_rows_go(bring):
    taken = bring("患者编号,姓名\n1,王芳\n2,\n")
    file = refused.file_of(taken, "patients")
    assert file.exists()

    keeping.let_go(at=NOON + KEPT_FOR - timedelta(days=1))
    assert file.exists()

    keeping.let_go(at=NOON + KEPT_FOR + timedelta(days=1))
    assert not file.exists()
    assert not taken.refused_rows.exists()
    assert Import.objects.filter(pk=taken.pk).exists()


@pytest.mark.django_db
def test_a_copy_whose_import_was_never_written_down_goes_after_a_day():
    orphan = laid(b"a,b\n", NOON)

    keeping.sweep(at=NOON + ORPHANED_AFTER - timedelta(hours=1))
    assert orphan.exists()

    keeping.sweep(at=NOON + ORPHANED_AFTER + timedelta(hours=1))
    assert not orphan.exists()


def test_a_copy_that_an_import_speaks_of_stays(bring):
    taken = bring("患者编号,姓名\n1,王芳\n", only_weigh=True)
    copy = laid(b"a,b\n", NOON)
    taken.places = [str(copy)]
    taken.save()

    keeping.sweep(at=NOON + KEPT_FOR)

    assert copy.exists()
    copy.unlink()


def laid(content, at):
    path = keeping.keep(SimpleUploadedFile("a.csv", content))
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def test_what_was_only_looked_at_goes_whole(bring):
    taken = bring("患者编号,姓名\n1,王芳\n", only_weigh=True)

    keeping.let_go(at=NOON + KEPT_FOR + timedelta(days=1))

    assert not Import.objects.filter(pk=taken.pk).exists()
