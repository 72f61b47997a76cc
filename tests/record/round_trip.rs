//! Any claim comes back from the store as it went in.

use onrecord::model::{
    Claim, CodePoints, Link, Mention, Quotation, SourceKind, SourceName, Span, Stance, When,
};
use onrecord::ops::check;
use onrecord::store::{Added, NewClaim, Store};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{document_of, session};

const TEXT: &str = "“Å tide—at last!”, she\nsaid; 😀 \u{0} \u{202e}others did not. =1+1 <b>";

fn a_span() -> impl Strategy<Value = Span> {
    let count = TEXT.chars().count();
    (0..count, 0..count).prop_map(|(a, b)| {
        let (start, end) = (a.min(b), a.max(b));
        let text = CodePoints::of(TEXT).slice(start, end).expect("inside").to_owned();
        Span { start, end, text }
    })
}

fn a_date() -> impl Strategy<Value = When> {
    let edtf =
        select(vec!["2024", "2024-02", "2024-02-29", "2023~", "2023/..", "../2024-05?", "0000"]);
    (edtf, of(any::<String>()))
        .prop_map(|(edtf, words)| When { words, ..edtf.parse::<When>().expect("EDTF") })
}

fn a_name() -> impl Strategy<Value = SourceName> {
    any::<String>().prop_filter_map("a name", |text| SourceName::new(&text).ok())
}

fn a_mention() -> impl Strategy<Value = Mention> {
    let kind = select(SourceKind::ALL.to_vec());
    let rest = (of(a_span()), of(any::<String>()), of(a_name()), of(any::<u32>()), of(a_span()));
    (a_name(), kind, rest).prop_map(|(name, kind, (words, role, body, number, anonymity))| {
        Mention { name, kind, words, role, body, number, anonymity }
    })
}

fn a_link() -> impl Strategy<Value = Link> {
    (a_mention(), of(a_span()), of(any::<String>()), of(a_date()))
        .prop_map(|(source, cue, channel, asserted_on)| Link { source, cue, channel, asserted_on })
}

fn a_claim() -> impl Strategy<Value = Claim> {
    let quotation = select(vec![Quotation::Direct, Quotation::Indirect, Quotation::Mixed]);
    let how = (quotation, select(Stance::ALL.to_vec()), of(a_date()), of(a_date()));
    (vec(a_span(), 0..4), vec(a_link(), 0..4), how).prop_map(
        |(content, chain, (quotation, stance, asserted_on, holds_on))| Claim {
            document: document_of(TEXT, "Örland Post").id(),
            content,
            chain,
            quotation,
            stance,
            asserted_on,
            holds_on,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_claim_comes_back_as_it_went_in(
        claims in vec(a_claim(), 1..4),
        doubts in vec(any::<String>(), 0..3),
        by_hand in any::<bool>(),
    ) {
        let mut store = Store::in_memory().unwrap();
        let record = |store: &mut Store| {
            store.write(&session(0), |writer| {
                writer.add_document(&document_of(TEXT, "Örland Post"))?;
                let new = |claim: &Claim| NewClaim {
                    claim: claim.clone(), within: None, doubts: doubts.clone(), by_hand,
                };
                claims.iter().map(|claim| writer.add_claim(&new(claim))).collect::<Result<Vec<_>, _>>()
            }).unwrap()
        };
        record(&mut store);
        for claim in &claims {
            let found = store.at(None).unwrap().claim(claim.id()).unwrap();
            prop_assert_eq!(&found.claim, claim);
            prop_assert_eq!(&found.doubts, &doubts);
            prop_assert_eq!(found.review.as_str(), if by_hand { "by hand" } else { "unreviewed" });
            let sources: Vec<_> = claim.sources().iter().map(|source| source.id()).collect();
            prop_assert_eq!(found.sources, sources);
        }
        let verified = check::verify(&store, None).unwrap();
        prop_assert!(verified.is_sound(), "{:?}", verified.faults);
        prop_assert!(record(&mut store).into_iter().all(|added| added == Added::Known));
    }
}
