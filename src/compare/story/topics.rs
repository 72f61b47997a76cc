//! What claims of one story are about, and how alike two of them are in that.
//!
//! A claim is about its words, the fields of news that they belong to, the units and values of its
//! numbers; and about the kind of answer that it gives in a field: how many were hurt, when
//! something began. The rarer in the story, the more it says; what no other claim mentions can
//! link it to none, and must not drown what can. The words of its sentence count too, but less.

use foldhash::{HashMap, HashMapExt};

use super::Told;
use crate::compare::mentions::{Mention, keys};
use crate::compare::quantity::Quantity;
use crate::compare::statement::Statement;
use crate::compare::units::Unit;
use crate::compare::word::numbered;
use crate::words::key;

/// How much a word of the sentence counts beside one of the claim.
const AROUND: f32 = 0.5;
/// How much a field counts beside a word; less for each if the word is in several.
const FIELD: f32 = 1.5;
/// How much the kind of answer in a field counts beside the field.
const KIND: f32 = 0.5;
/// How much the unit of a number counts.
const UNIT: f32 = 0.5;
/// How much its value counts.
const VALUE: f32 = 0.6;
/// Counts below this are too common to say anything.
const LEAST_COUNT: f64 = 10.0;
/// How much is left of the weight of what only one claim mentions.
const ALONE: f32 = 0.3;
/// The share of likeness that is that of the claims' own words.
const OWN: f32 = 0.4;
/// How much likeness counts that the claims' sentences alone have, not their own words.
const ONLY_AROUND: f32 = 0.5;
/// Sentences this alike are one sentence, reprinted: only the claims' own words tell them apart.
const ONE_SENTENCE: f32 = 0.6;

/// Topics by weight, in order of the topic.
type Topics = Vec<(u64, f32)>;

/// Weighs every pair of claims by what both are about, 0 to 1.
pub(super) fn likeness(claims: &[&Told]) -> super::linkage::Likeness {
    let near: Vec<Vec<u64>> = claims.iter().map(|one| around(one)).collect();
    let (own, all): (Vec<Topics>, Vec<Topics>) =
        claims.iter().zip(&near).map(|(one, near)| topics(one, near)).unzip();
    let rarity = rarity(claims.iter().map(|one| super::counts(one)).zip(&all));
    let [own, all] = [own, all].map(|topics| weigh(topics, &rarity));
    let sizes: Vec<usize> = near.iter().map(Vec::len).collect();
    let near = near.into_iter().map(|words| words.into_iter().map(|word| (word, 1.0)).collect());
    let [near, own, all] = [near.collect(), own, all].map(|topics: Vec<Topics>| shared(&topics));
    super::linkage::Likeness::of(claims.len(), |a, b| {
        let at = a * claims.len() + b;
        let (both, each) = (near[at], (sizes[a] + sizes[b]) as f32);
        if both / (each - both).max(1.0) > ONE_SENTENCE {
            own[at]
        } else if own[at] == 0.0 {
            ONLY_AROUND * all[at]
        } else {
            OWN * own[at] + (1.0 - OWN) * all[at]
        }
    })
}

/// The words of the sentence, without the names of those who speak in it.
fn around(told: &Told) -> Vec<u64> {
    let speakers = keys(told.speakers.words.iter().copied());
    let mut words = keys(told.around.words.iter().copied());
    words.retain(|word| speakers.binary_search(word).is_err());
    words
}

/// What a claim is about by itself, and with its sentence, of which the words are `around`.
fn topics(told: &Told, around: &[u64]) -> (Topics, Topics) {
    let kind = kind(&told.claim);
    let words = keys(told.claim.mentions()).into_iter().map(|word| (word, 1.0));
    let own = words.chain(fields(told.claim.mentions(), kind)).chain(numbers(&told.claim));
    let own = heaviest(own.collect());
    let is_speaker = |word: &Mention| told.speakers.words.iter().any(|own| own.stem == word.stem);
    let others = told.around.words.iter().filter(|word| !is_speaker(word)).copied();
    let near = around.iter().map(|&word| (word, 1.0)).chain(fields(others, kind));
    let near = near.map(|(topic, weight)| (topic, weight * AROUND));
    let all = heaviest(own.iter().copied().chain(near).collect());
    (own, all)
}

/// The topics in order, each once and as heavy as it is anywhere.
fn heaviest(mut topics: Topics) -> Topics {
    topics.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    topics.dedup_by_key(|(topic, _)| *topic);
    topics
}

/// The fields of news that words belong to, and the kind of answer given in them.
fn fields(words: impl Iterator<Item = Mention>, kind: u64) -> Vec<(u64, f32)> {
    let mut found = Vec::new();
    for word in words {
        let fields = word.entry.fields();
        let weight = FIELD / (fields.len().max(1) as f32).sqrt();
        for &field in fields {
            let field = numbered("field", field);
            found.extend([(field, weight), (field ^ kind, weight * KIND)]);
        }
    }
    found
}

/// The units of a claim's numbers, and their values.
fn numbers(claim: &Statement) -> Vec<(u64, f32)> {
    let mut found = Vec::new();
    for quantity in &claim.quantities {
        if !quantity.frame {
            found.extend(quantity.unit.key().map(|unit| (unit, UNIT)));
        }
        let common = |value: f64| quantity.unit == Unit::Count && value < LEAST_COUNT;
        let values = [quantity.low, quantity.high].into_iter().filter(|value| value.is_finite());
        found.extend(values.filter(|&value| !common(value)).map(|value| (value.to_bits(), VALUE)));
    }
    found
}

/// The kind of answer that a claim gives: a measure, a count, a time, or none of these.
fn kind(claim: &Statement) -> u64 {
    let values = || claim.quantities.iter().filter(|quantity| !quantity.frame);
    let unit = |wanted: &dyn Fn(&Quantity) -> bool| values().find(|&quantity| wanted(quantity));
    let other = |quantity: &Quantity| {
        !matches!(quantity.unit, Unit::Count | Unit::Ordinal | Unit::Clock | Unit::Age)
    };
    if let Some(measure) = unit(&other) {
        measure.unit.key().unwrap_or_default()
    } else if unit(&|quantity| quantity.unit == Unit::Count).is_some() {
        key("count")
    } else if unit(&|quantity| quantity.unit == Unit::Clock).is_some() || !claim.dates.is_empty() {
        key("time")
    } else {
        key("plain")
    }
}

/// How much each topic says: the rarer in the story, the more; `all` are the topics of each claim, with
/// how much it counts.
fn rarity<'t>(all: impl Iterator<Item = (f32, &'t Topics)>) -> HashMap<u64, f32> {
    let mut counts: HashMap<u64, f32> = HashMap::new();
    let mut size = 0.0;
    for (counted, topics) in all {
        size += counted;
        topics.iter().for_each(|(topic, _)| *counts.entry(*topic).or_default() += counted);
    }
    let rarity =
        |count: f32| (1.0 + size / count.max(1.0)).ln() * if count >= 2.0 { 1.0 } else { ALONE };
    counts.into_iter().map(|(topic, count)| (topic, rarity(count))).collect()
}

/// Weighs topics by rarity and makes each list's length 1.
fn weigh(mut all: Vec<Topics>, rarity: &HashMap<u64, f32>) -> Vec<Topics> {
    for topics in &mut all {
        for (topic, weight) in topics.iter_mut() {
            *weight *= rarity.get(topic).copied().unwrap_or(0.0);
        }
        let length = topics.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        topics.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    }
    all
}

/// What each two claims share, row by row; only the half with the smaller place first is filled.
/// Goes topic by topic through the claims that have it: most pairs share few.
fn shared(all: &[Topics]) -> Vec<f32> {
    let each = all.iter().enumerate();
    let mut posts: Vec<(u64, usize, f32)> = each
        .flat_map(|(at, own)| own.iter().map(move |&(topic, weight)| (topic, at, weight)))
        .collect();
    posts.sort_unstable_by_key(|&(topic, at, _)| (topic, at));
    let mut sums = vec![0.0; all.len() * all.len()];
    for posts in posts.chunk_by(|one, other| one.0 == other.0) {
        for (nth, (_, a, x)) in posts.iter().enumerate() {
            for (_, b, y) in &posts[nth + 1..] {
                sums[a * all.len() + b] += x * y;
            }
        }
    }
    sums
}
