"""The certificates of the line: self-signed Ed25519, TLS 1.3 only, both ends pinned.

There is no authority: a certificate is trusted because its exact bytes were exchanged at pairing. OpenSSL is given the
pinned ones as its only roots, and whoever takes a connection compares the bytes once more, since a root once loaded
cannot be taken out of a context again.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tansiq.base.ids import Sha256


@dataclass(frozen=True, slots=True)
class TlsIdentity:
    """A certificate with its key, to be kept in files that only the node can read."""

    cert_der: bytes
    cert_pem: bytes
    key_pem: bytes

    @property
    def fingerprint(self) -> Sha256:
        """SHA-256 of the certificate."""
        return fingerprint_of(self.cert_der)


def fingerprint_of(cert_der: bytes) -> Sha256:
    """What people compare: SHA-256 of the certificate's DER bytes."""
    return Sha256(sha256(cert_der).hexdigest())


def make_tls_identity(
    *, name: str, seed: bytes, serial_number: int, not_before_ms: int, not_after_ms: int
) -> TlsIdentity:
    """A self-signed Ed25519 certificate; the same arguments give the same bytes.

    Args:
        name: common name, for people only; nothing trusts it.
        seed: 32 random bytes, the private key.
        serial_number: positive, below 2**159.
        not_before_ms: UTC; the real clock judges it, in an exercise too.
        not_after_ms: UTC, open end.
    """
    key = Ed25519PrivateKey.from_private_bytes(seed)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(serial_number)
        .not_valid_before(datetime.fromtimestamp(not_before_ms // 1000, UTC))
        .not_valid_after(datetime.fromtimestamp(not_after_ms // 1000, UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, algorithm=None)
    )
    return TlsIdentity(
        cert_der=certificate.public_bytes(Encoding.DER),
        cert_pem=certificate.public_bytes(Encoding.PEM),
        key_pem=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )


def make_server_context(cert_file: Path, key_file: Path, on_refused: Callable[[bool, str], None]) -> ssl.SSLContext:
    """A context for the line's port; `trust_certificates` says whom it lets in.

    Args:
        cert_file: PEM.
        key_file: PEM.
        on_refused: told of a failed handshake, whether for its certificate, and why; asyncio only drops it.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(cert_file, key_file)
    context.verify_mode = ssl.CERT_REQUIRED
    context.num_tickets = 0  # no resumption: every connection shows its certificate anew

    class Handshake(ssl.SSLObject):
        def do_handshake(self) -> None:
            try:
                super().do_handshake()
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                raise
            except ssl.SSLError as error:
                on_refused("CERTIFICATE" in (error.reason or ""), str(error))
                raise

    context.sslobject_class = Handshake
    return context


def make_client_context(cert_file: Path, key_file: Path, peer_der: bytes) -> ssl.SSLContext:
    """A context for dialling one peer, whose certificate must be exactly this one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False  # pinned by its bytes; it bears no host name
    context.load_cert_chain(cert_file, key_file)
    trust_certificates(context, [peer_der])
    return context


def trust_certificates(context: ssl.SSLContext, ders: Iterable[bytes]) -> None:
    """Add pinned certificates; one that is there already is no error."""
    for der in ders:
        context.load_verify_locations(cadata=der)
