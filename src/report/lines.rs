//! Single claims and documents as report lines.

use std::collections::BTreeMap;

use super::build::Desk;
use super::{ClaimLine, DocumentLine};
use crate::model::{Claim, ClaimRecord, DocumentId, When, WithdrawalKind};

/// Makes the line of a claim.
pub(super) fn claim_line(desk: &Desk<'_>, at: usize) -> ClaimLine {
    let record = &desk.from.claims[at];
    let claim = &record.claim;
    let origin = claim.origin().map(|link| &link.source);
    ClaimLine {
        id: record.id,
        words: claim.gist(),
        stance: claim.stance,
        quotation: claim.quotation,
        source: origin
            .map_or_else(|| "nobody".to_owned(), |source| source.name.as_str().to_owned()),
        source_kind: origin.map(|source| source.kind),
        role: origin.and_then(|source| source.role.clone()),
        chain: claim.chain.iter().map(|link| link.source.name.as_str().to_owned()).collect(),
        relays: relays(claim, desk.from.traces.relays(at)),
        outlet: record.document.outlet.as_ref().map(|outlet| outlet.as_str().to_owned()),
        document: record.document.id,
        asserted_on: claim.asserted_on.as_ref().map(When::edtf_text),
        published_on: record.document.published_on.as_ref().map(When::edtf_text),
        review: record.review.as_str(),
        withdrawn: withdrawn(desk, at),
        doubts: record.doubts.clone(),
    }
}

/// Puts names of relays in the order of the chain; a credit that is no link stands before them.
fn relays(claim: &Claim, mut names: Vec<&str>) -> Vec<String> {
    let place = |name: &str| {
        let links = claim.chain.iter().map(|link| link.source.name.as_str());
        links.enumerate().find(|(_, link)| name.contains(link)).map(|(at, _)| at)
    };
    names.sort_by_key(|name| place(name));
    names.into_iter().map(str::to_owned).collect()
}

fn withdrawn(desk: &Desk<'_>, at: usize) -> Option<String> {
    let Some(withdrawal) = &desk.from.claims[at].withdrawn else {
        if let Some(&on) = desk.from.fallen.get(&at) {
            let on: String = desk.from.claims[on].id.to_string().chars().take(8).collect();
            return Some(format!("fell with {on}"));
        }
        let taken_back = desk.from.withdrawn.contains(&at);
        return taken_back.then(|| "taken back in later words".to_owned());
    };
    let kind = match withdrawal.kind {
        WithdrawalKind::Retracted => "retracted",
        WithdrawalKind::Corrected => "corrected",
    };
    let reason = withdrawal.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
    Some(format!("{kind}{reason}"))
}

/// Makes one line for each document of `claims`.
pub(super) fn document_lines(claims: &[&ClaimRecord]) -> Vec<DocumentLine> {
    let mut lines: BTreeMap<DocumentId, DocumentLine> = BTreeMap::new();
    for record in claims {
        let document = &record.document;
        let line = lines.entry(document.id).or_insert_with(|| DocumentLine {
            id: document.id,
            sha256: document.sha256,
            outlet: document.outlet.as_ref().map(|outlet| outlet.as_str().to_owned()),
            title: document.title.clone(),
            published_on: document.published_on.as_ref().map(When::edtf_text),
            url: document.url.clone(),
            path: document.path.clone(),
            claims: 0,
        });
        line.claims += 1;
    }
    lines.into_values().collect()
}

/// Puts documents in the order of publication.
pub(super) fn in_order(mut lines: Vec<DocumentLine>) -> Vec<DocumentLine> {
    lines.sort_by(|a, b| {
        (&a.published_on, &a.outlet, a.id).cmp(&(&b.published_on, &b.outlet, b.id))
    });
    lines
}
