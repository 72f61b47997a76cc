//! Does one side deny what the other says?

use super::Met;
use super::align::Pair;
use super::dates::Dated;
use super::lexicon::Near;
use super::negation::Negation;
use super::rules::Finding;
use super::statement::Statement;

/// One side denies what the other says.
struct Denial {
    /// The share of what is denied that the other side says, 0 to 1.
    covered: f32,
    /// The share of the subject that the other side has too, 0 to 1.
    subject: f32,
    /// How much was matched in all, in words.
    matched: f32,
    /// With less matched than this most of what the other side says must be shared.
    thin: f32,
    /// What is denied and not said, in words.
    unsaid: f32,
    /// What the other side says that this side does not speak of, in words.
    unspoken: f32,
    /// The other side says the first word of what is denied, on which the rest hangs. Who asks about
    /// two statements need not have it so: "does not kneel before an altar", "stands there".
    head: bool,
    /// It is denied of all: "no guard", "nobody".
    of_all: bool,
    /// Its subject is something known.
    definite: bool,
    /// The other side says a different thing of the same kind instead.
    instead: bool,
    /// One side has names that the other does not have.
    other_names: bool,
    /// The share of the other side's words that this side has too, 0 to 1.
    shared: f32,
    /// Places of the first and last word on the side that denies.
    denies: (u16, u16),
    /// Places of the first and last word on the side that says it.
    says: (u16, u16),
}

/// The least share of what is denied that the other side must say, and of its subject.
const DENIED: f32 = 0.75;
const SUBJECT: f32 = 0.5;
/// The same, when the other side has words enough that may say the rest in another way.
const DENIED_LOOSELY: f32 = 0.5;
const DENIED_OF_ALL: f32 = 0.66;
/// With this much in common, in words, somebody unknown may be called by another name.
const ANYBODY: f32 = 2.0;
const SUBJECT_LOOSELY: f32 = 0.34;
/// How many unspoken words it takes for each unsaid one.
const OTHER_WAYS: f32 = 1.5;
/// Words that tell no more than this only say how.
const MANNER: f32 = 0.3;
/// With less in common than this, in words, most of what the other side says must be shared.
const THIN: f32 = 1.2;
/// The same, when more than this share of what is denied is said, of somebody spoken of or of
/// nobody.
const MOST: f32 = 0.6;
const THIN_MOST: f32 = 1.0;
/// The same, when nothing says of what it is denied.
const THIN_UNKNOWN: f32 = 2.5;

/// Who says more than this besides, in words, may speak of what is not said elsewhere.
const LONG: f32 = 15.0;

/// The share of what the other side says at which this side speaks of all of it.
const WHOLE: f32 = 0.9;
/// The share of what is denied that leaves it open whether the statements agree.
const OPEN: f32 = 0.4;

impl Denial {
    fn holds(&self) -> bool {
        let strict = self.covered >= DENIED && self.subject >= SUBJECT;
        let least = if self.of_all { DENIED_OF_ALL } else { DENIED_LOOSELY };
        let loose = self.covered >= least
            && self.subject >= SUBJECT_LOOSELY
            && !self.other_names
            && (OTHER_WAYS * self.unsaid..=LONG).contains(&self.unspoken);
        let of_anybody =
            self.covered >= WHOLE && self.matched >= ANYBODY && !self.definite && !self.other_names;
        (strict || loose || of_anybody)
            && self.head
            && !self.instead
            && (self.matched >= self.thin || self.shared >= 0.5)
    }

    fn strength(&self) -> f32 {
        (0.6 + 0.4 * self.covered * self.subject).min(1.0)
    }
}

/// One side denies what the other says, and neither calls it a mere possibility.
pub(super) fn denying(pair: &Pair<'_>) -> Vec<Finding> {
    if pair.is_hedged() || pair.is_planned() {
        return Vec::new();
    }
    let by_a = strongest_denial(pair).filter(Denial::holds);
    let turned = seen_from_b(pair);
    let by_b = turned.as_ref().and_then(strongest_denial).filter(Denial::holds);
    let by_a = by_a.map(|d| Finding { a: d.denies, b: d.says, strength: d.strength() });
    let by_b = by_b.map(|d| Finding { a: d.says, b: d.denies, strength: d.strength() });
    by_a.into_iter().chain(by_b).collect()
}

/// Tells whether much of what one side denies is said by the other, or something wider is.
pub(super) fn differs(pair: &Pair<'_>) -> bool {
    let turned = |pair: &Pair<'_>, at: &u16| {
        let other = pair.partner_of_a(*at);
        other.is_some_and(|other| pair.a.word(*at).negated != pair.b.word(other).negated)
    };
    let enough = |pair: &Pair<'_>| {
        pair.a.negations.iter().any(|negation| {
            let (scope, said) = weigh(pair.a, &negation.scope, |at| turned(pair, at));
            said > 0.0 && said >= OPEN * scope
        })
    };
    enough(pair) || seen_from_b(pair).is_some_and(|turned| enough(&turned))
}

/// The same pair seen from the other side, if that denies anything: most statements do not.
fn seen_from_b<'s>(pair: &Pair<'s>) -> Option<Pair<'s>> {
    (!pair.b.negations.is_empty()).then(|| pair.swapped())
}

/// Finds what `pair.a` denies and `pair.b` says, strongest first.
fn strongest_denial(pair: &Pair<'_>) -> Option<Denial> {
    let negations = pair.a.negations.iter().filter(|negation| !negation.in_passing);
    let denials = negations.filter_map(|negation| denial(pair, negation));
    let rank = |denial: &Denial| (denial.holds(), denial.covered * denial.subject);
    denials.max_by(|one, other| {
        let ((holds, worth), (other_holds, other_worth)) = (rank(one), rank(other));
        holds.cmp(&other_holds).then(worth.total_cmp(&other_worth))
    })
}

fn denial(pair: &Pair<'_>, negation: &Negation) -> Option<Denial> {
    if is_of_another_time(pair, negation) || is_of_others(pair, negation) {
        return None;
    }
    let said = |at: &u16| said(pair, negation, *at);
    let open: Vec<u16> = negation.scope.iter().filter_map(said).collect();
    let (first, last) = (open.iter().min()?, open.iter().max()?);
    if only_names(pair, negation, said) {
        return None;
    }
    let (scope, covered) = weigh(pair.a, &negation.scope, |at| said(at).is_some());
    let spoken_of = |at: &u16| pair.echo_of_a(*at).is_some();
    let told = negation.subject.iter().filter(|at| spoken_of(at) || !pair.a.word(**at).is_vague());
    let (subject, known) = weigh(pair.a, &told.copied().collect::<Vec<_>>(), spoken_of);
    let free: Vec<u16> = pair.free_of_b().collect();
    let spoken = negation.scope.iter().chain(&negation.subject).copied();
    let unmatched: Vec<u16> = spoken.filter(|at| !spoken_of(at)).collect();
    let (unspoken, _) = weigh(pair.b, &free, |_| true);
    let end = negation.scope.last().copied().unwrap_or(negation.cue.1);
    let known = if says_of_the_same(pair, negation) { known.max(subject * SUBJECT) } else { known };
    let cue = pair.a.words_between(negation.cue.0, negation.cue.1);
    let of_nobody = negation.of_all && !cue.eq_ignore_ascii_case("no");
    let mut heads = negation.scope.iter().filter(|at| pair.a.word(**at).weight > MANNER);
    let head = if negation.beside { heads.next_back() } else { heads.next() };
    let ratio = |part: f32, whole: f32| if whole == 0.0 { 1.0 } else { part / whole };
    Some(Denial {
        covered: ratio(covered, scope),
        subject: ratio(known, subject),
        matched: covered + known,
        thin: match ratio(covered, scope) {
            _ if negation.of_unknown => THIN_UNKNOWN,
            most if most > MOST && (known > 0.0 || of_nobody) => THIN_MOST,
            _ => THIN,
        },
        unsaid: scope - covered,
        unspoken,
        instead: says_something_else(pair, &unmatched, &free),
        head: pair.met == Met::Asked || of_nobody || head.is_none_or(|at| said(at).is_some()),
        of_all: negation.of_all,
        definite: negation.definite,
        other_names: unmatched.iter().any(|&at| pair.a.word(at).is_name())
            || (negation.definite || negation.subject.is_empty())
                && free.iter().any(|&at| pair.b.word(at).is_name()),
        shared: pair.coverage_of_b(),
        denies: (negation.cue.0, end.max(negation.cue.1)),
        says: (*first, *last),
    })
}

/// Returns where the other side says a word that is denied here.
fn said(pair: &Pair<'_>, negation: &Negation, at: u16) -> Option<u16> {
    let other = pair.echo_of_a(at).filter(|&other| !is_narrower(pair, at, other))?;
    let is_named = pair.met != Met::Asked && !pair.b.modality.has_verb;
    let is_open = is_named || pair.met != Met::Asked && is_asked(pair.b, other);
    let is_turned = !negation.of_all && is_turned_about(pair, negation, other);
    (!is_open && !is_turned && !is_denied_too(pair, at, other)).then_some(other)
}

/// Tells whether the other side says nothing of what is denied but where or of whom: "does not flood
/// in Orlo".
fn only_names(pair: &Pair<'_>, negation: &Negation, said: impl Fn(&u16) -> Option<u16>) -> bool {
    let mut plain = negation.scope.iter().filter(|at| !pair.a.word(**at).is_name()).peekable();
    plain.peek().is_some() && !plain.any(|at| said(at).is_some())
}

/// Tells whether the other side denies it too, where it has the word or elsewhere.
fn is_denied_too(pair: &Pair<'_>, at: u16, other: u16) -> bool {
    let (negated, stem) = (pair.a.word(at).negated, pair.b.word(other).stem);
    let denied = |&again: &u16| pair.b.word(again).stem == stem && pair.b.word(again).negated;
    pair.b.word(other).negated == negated || negated && pair.b.content.iter().any(denied)
}

/// Tells whether the other side denies the same the other way about: "the guard did not open the
/// gate", "the gate was not opened by the guard".
fn is_turned_about(pair: &Pair<'_>, negation: &Negation, other: u16) -> bool {
    let subject = negation.subject.iter().filter_map(|&at| pair.partner_of_a(at));
    let partners: Vec<u16> = subject.collect();
    let mut denied = pair.b.negations.iter().filter(|negation| !negation.in_passing);
    denied.any(|turned| {
        turned.subject.contains(&other) && partners.iter().any(|at| turned.scope.contains(at))
    })
}

/// Tells whether what is denied is only a kind of what is said: who eats no apple may eat fruit. A
/// person is taken for any man or woman.
fn is_narrower(pair: &Pair<'_>, at: u16, other: u16) -> bool {
    const PERSONS: &[&str] =
        &["person", "people", "someone", "somebody", "human", "adult", "persons"];
    let said = pair.b.words_between(other, other);
    pair.near_of_a(at) == Some(Near::KindOf) && !PERSONS.contains(&said)
}

/// Tells whether something is denied of a time of which the other side does not speak, though it
/// speaks of others: "did not close in 1966".
fn is_of_another_time(pair: &Pair<'_>, negation: &Negation) -> bool {
    let end = negation.scope.last().copied().unwrap_or(negation.cue.1).saturating_add(4);
    let near = |date: &&Dated| (negation.cue.0..=end).contains(&date.first);
    let shared = |date: &Dated| pair.b.dates.iter().any(|other| date.when.overlaps(&other.when));
    let mut dates = pair.a.dates.iter().take(8).filter(near).peekable();
    dates.peek().is_some() && !pair.b.dates.is_empty() && !dates.any(shared)
}

/// Tells whether a word stands in a question.
fn is_asked(statement: &Statement, at: u16) -> bool {
    let behind = &statement.text[statement.word(at).end as usize..];
    behind.find(['?', '.', '!']).is_some_and(|end| behind[end..].starts_with('?'))
}

/// Tells whether something is denied of one person, and said of several others or of whoever speaks
/// there: "I can't vote for it", "they will vote for it".
fn is_of_others(pair: &Pair<'_>, negation: &Negation) -> bool {
    const OTHERS: &[&str] = &[
        "they", "we", "i", "you", "people", "many", "some", "most", "others", "everyone", "who",
        "percent", "%",
    ];
    let said = |at: &u16| pair.partner_of_a(*at);
    let Some(at) = negation.scope.iter().find_map(said) else { return false };
    let sentence = pair.b.word(at).sentence;
    let mut before = (0..at).filter(|&at| pair.b.word(at).sentence == sentence);
    let others = |at: u16| {
        let word = pair.b.words_between(at, at).to_lowercase();
        OTHERS.contains(&word.as_str()) || word.ends_with('s') && pair.b.word(at).entry.is_person()
    };
    pair.met != Met::Asked && negation.of_one_person && before.any(others)
}

/// Tells whether the subject speaks of something known ("the alarm in the hall"), or the other side
/// says nothing that this side does not speak of, and the subject's first noun is spoken of there:
/// what else is said of it may be left out.
fn says_of_the_same(pair: &Pair<'_>, negation: &Negation) -> bool {
    let mut run = negation.subject.windows(2).take_while(|two| two[1] == two[0] + 1);
    let noun = run.by_ref().last().map(|two| two[1]).or(negation.subject.first().copied());
    let whole = pair.coverage_of_b() >= WHOLE;
    (negation.definite || whole) && noun.is_some_and(|at| pair.partner_of_a(at).is_some())
}

/// Tells whether the other side has, for a word that is not matched, a different thing of the same
/// kind.
fn says_something_else(pair: &Pair<'_>, unmatched: &[u16], free: &[u16]) -> bool {
    let sister = |&at: &u16| {
        let entry = pair.a.word(at).entry;
        free.iter().any(|&other| entry.excludes(pair.b.word(other).entry))
    };
    unmatched.iter().any(sister)
}

/// The weight of some words of a statement, and of those that pass.
fn weigh(statement: &Statement, places: &[u16], passes: impl Fn(&u16) -> bool) -> (f32, f32) {
    let weight = |at: &u16| statement.word(*at).weight;
    let passing = places.iter().filter(|at| passes(at)).map(weight).sum();
    (places.iter().map(weight).sum(), passing)
}
