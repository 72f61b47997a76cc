//! The forms of RFC 3161 and of the signed data (RFC 5652) that they are wrapped in.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use cms::content_info::ContentInfo;
use cms::signed_data::{EncapsulatedContentInfo, SignerInfo};
use der::asn1::{AnyRef, ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode, Reader, Sequence, Tag, Tagged};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::super::error::Malformed;
use super::bad;
use crate::model::ContentHash;

pub(super) const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
pub(super) const TST_INFO: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    hash: OctetString,
}

#[derive(Sequence)]
struct Request {
    version: u8,
    imprint: Imprint,
    certificates: bool,
}

/// Signed data, with the certificates as the bytes that they are: to write one anew could change
/// what was signed.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(super) struct Signed {
    version: u8,
    digests: SetOfVec<AlgorithmIdentifierOwned>,
    pub(super) content: EncapsulatedContentInfo,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) certificates: Option<SetOfVec<Any>>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    revoked: Option<SetOfVec<Any>>,
    pub(super) signers: SetOfVec<SignerInfo>,
}

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Info {
    /// The SHA-256 of what was stamped.
    pub(super) imprint: Vec<u8>,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// Writes a request: of this hash, and with the authority's certificates in the answer. It has no
/// number used once: a stamp of the same checkpoint from before is as good.
pub(super) fn request(hash: ContentHash) -> Vec<u8> {
    let algorithm = AlgorithmIdentifierOwned { oid: SHA_256, parameters: Some(Any::null()) };
    let hash = OctetString::new(hash.as_bytes().as_slice()).expect("32 bytes are not too many");
    let request = Request { version: 1, imprint: Imprint { algorithm, hash }, certificates: true };
    request.to_der().expect("a request is not too long")
}

/// Takes the token out of a response, if it is one and grants it.
pub(super) fn token(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
    let outer = AnyRef::from_der(bytes).map_err(|_| bad("it is not DER"))?;
    let parts: Vec<AnyRef<'_>> = parts(outer).ok_or_else(|| bad("it is not DER"))?;
    match parts[..] {
        [kind, _] if kind.tag() == Tag::ObjectIdentifier => Ok(bytes.to_vec()),
        [status, token] if granted(status) => token.to_der().map_err(|_| bad("it is not DER")),
        [status] | [status, _] if status.tag() == Tag::Sequence => {
            Err(bad("the authority has refused it"))
        }
        _ => Err(bad("it is neither a response nor a token")),
    }
}

/// The parts of a sequence.
pub(super) fn parts(any: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    any.sequence(|reader| {
        let mut parts = Vec::new();
        while !reader.is_finished() {
            parts.push(reader.decode()?);
        }
        Ok(parts)
    })
    .ok()
}

/// Granted as it was asked for, or with changes.
fn granted(status: AnyRef<'_>) -> bool {
    let status = parts(status).and_then(|parts| parts.first()?.decode_as::<u8>().ok());
    matches!(status, Some(0 | 1))
}

/// Reads the signed data of a token.
pub(super) fn signed(token: &[u8]) -> Result<Signed, Malformed> {
    let info = ContentInfo::from_der(token).map_err(|_| bad("it is not DER"))?;
    if info.content_type != SIGNED_DATA {
        return Err(bad("it is not signed data"));
    }
    info.content.decode_as().map_err(|_| bad("its signed data cannot be read"))
}

impl Signed {
    /// The bytes that say when.
    pub(super) fn content(&self) -> Option<&[u8]> {
        let content = self.content.econtent.as_ref()?;
        (self.content.econtent_type == TST_INFO && content.tag() == Tag::OctetString)
            .then(|| content.value())
    }

    pub(super) fn info(&self) -> Result<Info, Malformed> {
        let content = self.content().ok_or_else(|| bad("it is no time that is signed"))?;
        let any = AnyRef::from_der(content).map_err(|_| bad("what is signed is not DER"))?;
        let parts = parts(any).ok_or_else(|| bad("what is signed is not DER"))?;
        let [version, _policy, imprint, _serial, at, ..] = parts[..] else {
            return Err(bad("what is signed is too short"));
        };
        let imprint: Imprint = imprint.decode_as().map_err(|_| bad("it has no hash"))?;
        if version.decode_as::<u8>() != Ok(1) || imprint.algorithm.oid != SHA_256 {
            return Err(bad("it is of another version, or of no SHA-256"));
        }
        let at = (at.tag() == Tag::GeneralizedTime).then(|| time(at.value())).flatten();
        let at = at.ok_or_else(|| bad("its time cannot be read"))?;
        Ok(Info { imprint: imprint.hash.as_bytes().to_vec(), at })
    }
}

/// Reads a time as RFC 3161 has it: to the second, or with any number of decimals.
fn time(bytes: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('Z')?;
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let whole = NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?.and_utc();
    let micros: String = decimals.chars().chain("000000".chars()).take(6).collect();
    whole.checked_add_signed(TimeDelta::microseconds(micros.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_may_have_decimals() {
        let read = |text: &str| time(text.as_bytes()).map(|at| at.to_rfc3339());
        assert_eq!(read("20240308120000Z").unwrap(), "2024-03-08T12:00:00+00:00");
        assert_eq!(read("20240308120000.5Z").unwrap(), "2024-03-08T12:00:00.500+00:00");
        for text in
            ["20240308120000", "2024030812000Z", "20240230120000Z", "20240308120000.xZ", "Z"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
