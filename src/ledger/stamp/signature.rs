//! Who has signed a token, and with what certificate.

use std::time::Duration;

use chrono::{DateTime, Utc};
use cms::signed_data::{SignerIdentifier, SignerInfo};
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Any, Decode, Encode, Tag, Tagged};
use ring::digest;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert, ring as algorithms};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectKeyIdentifier};

use super::super::error::{False, Malformed};
use super::super::proof::WrongProof;
use super::form::{SHA_256, Signed, TST_INFO, parts};
use super::{bad, no};

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");
const KEY_USAGE: ObjectIdentifier = oid("2.5.29.37");
const KEY_IDENTIFIER: ObjectIdentifier = oid("2.5.29.14");
const TIME_STAMPING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.8");
const SHA_384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");

/// The signatures that are known, all with SHA-2.
const ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
    algorithms::ECDSA_P256_SHA256,
    algorithms::ECDSA_P256_SHA384,
    algorithms::ECDSA_P384_SHA256,
    algorithms::ECDSA_P384_SHA384,
    algorithms::ED25519,
];

/// The certificates that a reader trusts to vouch for time stamps.
#[derive(Clone, Debug)]
pub struct Authority(Vec<CertificateDer<'static>>);

impl Authority {
    /// Reads certificates in PEM.
    pub fn from_pem(text: &[u8]) -> Result<Self, Malformed> {
        let bad = |problem| Malformed::new("a certificate in PEM", problem);
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text).collect();
        let read = read.map_err(|_| bad("a line of it cannot be read"))?;
        if read.is_empty() {
            return Err(bad("there is none in it"));
        }
        if read.iter().any(|it| anchor_from_trusted_cert(it).is_err()) {
            return Err(bad("what is in it is no certificate (X.509, version 3)"));
        }
        Ok(Self(read))
    }
}

/// Checks the signature of a token, and the certificate it was made with. Returns its subject.
pub(super) fn check(
    signed: &Signed,
    at: DateTime<Utc>,
    authority: Option<&Authority>,
) -> Result<String, WrongProof> {
    let [signer] = signed.signers.as_slice() else {
        return Err(bad("it is not signed by just one").into());
    };
    let content = signed.content().ok_or_else(|| bad("it is no time that is signed"))?;
    let certificates: Vec<Vec<u8>> = signed
        .certificates
        .iter()
        .flat_map(|all| all.iter())
        .filter_map(|any| any.to_der().ok())
        .collect();
    let (der, certificate) = certificates
        .iter()
        .filter_map(|der| Some((der, Certificate::from_der(der).ok()?)))
        .find(|(_, certificate)| is_signer(certificate, signer))
        .ok_or_else(|| no("the certificate that it was signed with is not in it"))?;
    check_attributes(signer, content, der)?;
    check_signature(signer, der)?;
    check_purpose(&certificate)?;
    check_time(&certificate, at)?;
    if let Some(authority) = authority {
        check_chain(der, &certificates, at, authority)?;
    }
    Ok(certificate.tbs_certificate.subject.to_string())
}

fn is_signer(certificate: &Certificate, signer: &SignerInfo) -> bool {
    let certificate = &certificate.tbs_certificate;
    match &signer.sid {
        SignerIdentifier::IssuerAndSerialNumber(wanted) => {
            (&wanted.issuer, &wanted.serial_number)
                == (&certificate.issuer, &certificate.serial_number)
        }
        SignerIdentifier::SubjectKeyIdentifier(wanted) => {
            let mut extensions = certificate.extensions.iter().flatten();
            let own = extensions.find(|extension| extension.extn_id == KEY_IDENTIFIER);
            let own = own.map(|it| SubjectKeyIdentifier::from_der(it.extn_value.as_bytes()));
            own.is_some_and(|own| own.as_ref() == Ok(wanted))
        }
    }
}

/// The hash function behind an identifier.
fn hash_by(algorithm: ObjectIdentifier) -> Option<&'static digest::Algorithm> {
    match algorithm {
        SHA_256 => Some(&digest::SHA256),
        SHA_384 => Some(&digest::SHA384),
        SHA_512 => Some(&digest::SHA512),
        _ => None,
    }
}

/// The only value of a signed attribute.
fn attribute(signer: &SignerInfo, wanted: ObjectIdentifier) -> Option<&Any> {
    let mut all = signer.signed_attrs.iter().flat_map(|all| all.iter());
    let found = all.find(|attribute| attribute.oid == wanted)?;
    match found.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

/// What is signed beside the content: its type, its hash, and the hash of the certificate.
fn check_attributes(signer: &SignerInfo, content: &[u8], certificate: &[u8]) -> Result<(), False> {
    let kind = attribute(signer, CONTENT_TYPE).and_then(|any| any.decode_as().ok());
    if kind != Some(TST_INFO) {
        return Err(no("it is not signed as a time stamp"));
    }
    let hash =
        hash_by(signer.digest_alg.oid).ok_or_else(|| no("its hash function is not known"))?;
    let signed = attribute(signer, MESSAGE_DIGEST).filter(|any| any.tag() == Tag::OctetString);
    if signed.map(Any::value) != Some(digest::digest(hash, content).as_ref()) {
        return Err(no("what it says was changed after it was signed"));
    }
    if names(signer, certificate) == Some(true) {
        Ok(())
    } else {
        Err(no("it was signed with another certificate than it says"))
    }
}

/// Tells whether the signed hash of the certificate (RFC 2634, RFC 5816) is that of this one.
fn names(signer: &SignerInfo, certificate: &[u8]) -> Option<bool> {
    let (value, first) = match attribute(signer, SIGNING_CERTIFICATE_V2) {
        Some(value) => (value, &digest::SHA256),
        None => (attribute(signer, SIGNING_CERTIFICATE)?, &digest::SHA1_FOR_LEGACY_USE_ONLY),
    };
    let list = parts(AnyRef::from(value))?;
    let ids = parts(*list.first()?)?;
    let id = parts(*ids.first()?)?;
    let (hash, digest) = match id[..] {
        [algorithm, hash, ..] if algorithm.tag() == Tag::Sequence => {
            let algorithm = parts(algorithm)?.first()?.decode_as().ok()?;
            (hash_by(algorithm)?, hash)
        }
        [hash, ..] => (first, hash),
        [] => return None,
    };
    let said: OctetStringRef<'_> = digest.decode_as().ok()?;
    Some(said.as_bytes() == digest::digest(hash, certificate).as_ref())
}

/// The signature over the attributes. Which function made it follows from the key and from what
/// the signer names; as each is tried only with its own kind of key, none can be taken for another.
fn check_signature(signer: &SignerInfo, certificate: &[u8]) -> Result<(), False> {
    let unusable = |_| no("its certificate cannot be used");
    let attributes = signer.signed_attrs.as_ref().and_then(|all| all.to_der().ok());
    let text = attributes.ok_or_else(|| no("nothing is signed"))?;
    let der = CertificateDer::from(certificate);
    let certificate = EndEntityCert::try_from(&der).map_err(unusable)?;
    let fits = |algorithm: &&&dyn SignatureVerificationAlgorithm| {
        certificate.verify_signature(**algorithm, &text, signer.signature.as_bytes()).is_ok()
    };
    ALGORITHMS.iter().find(fits).map(drop).ok_or_else(|| no("its signature is not one of its text"))
}

/// RFC 3161, 2.3: the certificate is for time stamps and nothing else, and says so as critical.
fn check_purpose(certificate: &Certificate) -> Result<(), False> {
    let mut extensions = certificate.tbs_certificate.extensions.iter().flatten();
    let usage = extensions.find(|extension| extension.extn_id == KEY_USAGE);
    let only = usage.filter(|it| it.critical).and_then(|it| {
        let usage = ExtendedKeyUsage::from_der(it.extn_value.as_bytes()).ok()?;
        Some(usage.0 == [TIME_STAMPING])
    });
    if only == Some(true) {
        Ok(())
    } else {
        Err(no("its certificate is not one for time stamps alone"))
    }
}

fn check_time(certificate: &Certificate, at: DateTime<Utc>) -> Result<(), False> {
    let validity = certificate.tbs_certificate.validity;
    let seconds = |time: x509_cert::time::Time| time.to_unix_duration().as_secs();
    let at = u64::try_from(at.timestamp()).unwrap_or_default();
    if (seconds(validity.not_before)..=seconds(validity.not_after)).contains(&at) {
        Ok(())
    } else {
        Err(no("its certificate was not valid at that time"))
    }
}

/// The certificate is one of those that the reader trusts, or leads to one of them.
fn check_chain(
    der: &[u8],
    others: &[Vec<u8>],
    at: DateTime<Utc>,
    authority: &Authority,
) -> Result<(), False> {
    if authority.0.iter().any(|trusted| trusted.as_ref() == der) {
        return Ok(());
    }
    let anchors: Vec<TrustAnchor<'_>> =
        authority.0.iter().filter_map(|it| anchor_from_trusted_cert(it).ok()).collect();
    let others: Vec<CertificateDer<'_>> =
        others.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let at = Duration::from_secs(u64::try_from(at.timestamp()).unwrap_or_default());
    let own = CertificateDer::from(der);
    let own = EndEntityCert::try_from(&own).map_err(|_| no("its certificate cannot be used"))?;
    let usage = KeyUsage::required(TIME_STAMPING.as_bytes());
    let path = own.verify_for_usage(
        ALGORITHMS,
        &anchors,
        &others,
        UnixTime::since_unix_epoch(at),
        usage,
        None,
        None,
    );
    path.map(drop).map_err(|why| {
        no(format!("its certificate does not lead to the authority that you trust ({why})"))
    })
}
