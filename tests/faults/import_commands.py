"""What an importing desk does, each with a request that carries it out."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from renxin.exchange import intake, keeping
from renxin.exchange.intake import Arrival
from renxin.staff.roles import Role
from tests.faults.asked import as_role

ROWS = "病历号,姓名,手机\nA1,李明,13812342299\nA2,王丽,13812342298\n".encode()


def upload():
    return SimpleUploadedFile("患者.csv", ROWS, "text/csv")


def received(world, **moments):
    """A file that has come in, with the moments it has been through."""
    taken = intake.receive(
        Arrival(
            paths=[keeping.keep(upload())],
            name="患者.csv",
            clinic=world["clinic"],
            by=world["people"][Role.MANAGER],
            at=timezone.now(),
        )
    )
    intake.settle(taken, intake.suggested(taken))
    for moment, value in moments.items():
        setattr(taken, moment, value)
    taken.save()
    return taken


def about(name, data=None, moments=()):
    """A command on an import that has been through these moments."""

    def request(world):
        taken = received(world, **dict.fromkeys(moments, timezone.now()))
        return as_role(world, Role.MANAGER, name, data or {}, taken.pk)

    return request


def mapped(world):
    data = {
        "kind": "patients",
        "source": "main",
        "clinic": world["clinic"].pk,
        "column-0": "patient_id",
        "column-1": "name",
        "column-2": "phone",
    }
    return as_role(world, Role.MANAGER, "exchange:mapping", data, received(world).pk)


IMPORTS = {
    # The file is read to its end by each sending, so each is given a fresh one.
    "exchange:create": lambda world: as_role(
        world, Role.MANAGER, "exchange:create", lambda: {"file": upload()}
    ),
    "exchange:mapping": mapped,
    "exchange:remove": about("exchange:remove"),
    "exchange:run": about("exchange:run", moments=["began_at", "previewed_at"]),
    "exchange:undo": about(
        "exchange:undo",
        moments=["began_at", "previewed_at", "approved_at", "ended_at"],
    ),
}
