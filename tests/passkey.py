"""A passkey as an authenticator would have made it; nobody can sign in with it."""

import hashlib
import json
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from renxin.staff.models import Staff

KEY_ID, MODEL, CHALLENGE = b"\1" * 16, b"\0" * 16, b"\2" * 16


def give_passkey(staff: Staff, name: str = "Key 1") -> Authenticator:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    made = AttestedCredentialData.create(
        MODEL, KEY_ID, ES256.from_cryptography_key(key)
    )
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    house = hashlib.sha256(b"localhost").digest()
    told = AuthenticatorData.create(house, flags, 0, made)
    response = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create(
            "webauthn.create", CHALLENGE, "http://localhost"
        ),
        attestation_object=AttestationObject.create("none", told, {}),
    )
    answer = RegistrationResponse(raw_id=KEY_ID, response=response)
    credential: dict[str, Any] = json.loads(json.dumps(dict(answer), default=dict))
    return Authenticator.objects.create(
        user=staff,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": credential},
    )
