"""The certificate of the officers' port: self-signed P-256, which browsers take; people compare its fingerprint."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tansiq.base.units import MS_PER_DAY
from tansiq.link.tls import TlsIdentity

VALID_DAYS: Final = 825
SLACK_DAYS: Final = 2


def make_officers_identity(*, name: str, wall_ms: int) -> TlsIdentity:
    """A certificate for HTTPS; it is named localhost, and a node in use is given one of its own domain.

    Args:
        name: common name, for people.
        wall_ms: the real time.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    hosts = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.fromtimestamp((wall_ms - SLACK_DAYS * MS_PER_DAY) // 1000, UTC))
        .not_valid_after(datetime.fromtimestamp((wall_ms + VALID_DAYS * MS_PER_DAY) // 1000, UTC))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    return TlsIdentity(
        cert_der=certificate.public_bytes(Encoding.DER),
        cert_pem=certificate.public_bytes(Encoding.PEM),
        key_pem=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )
