from renxin.patients import identity
from renxin.patients.models import IdentityDocument

CARD = identity.read("IDENTITY_CARD", "990101199003070015")


def kept(patient, **fields):
    return IdentityDocument.objects.create(
        patient=patient,
        kind=CARD.kind,
        sealed=IdentityDocument.sealed_of(CARD.number),
        index=CARD.index,
        masked=CARD.masked,
        **fields,
    )


def test_a_sealed_number_opens_again(wang_fang):
    document = kept(wang_fang)

    document.refresh_from_db()
    assert document.number() == CARD.number
    assert CARD.number.encode() not in bytes(document.sealed)


def test_a_document_is_found_by_its_number_while_it_is_valid(wang_fang, xiaodou):
    document = kept(wang_fang)
    kept(xiaodou, ended_at="2026-01-01T00:00:00Z")

    found = IdentityDocument.objects.numbered(CARD.kind, CARD.index)

    assert list(found) == [document]
