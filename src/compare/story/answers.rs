//! Claims on one proposition, compared once more as answers to one question.
//!
//! Word by word "17 needed treatment" and "fourteen were hurt" share little, and nothing can be
//! said of them. Known to be about one thing, they are two figures for it. What is compared here is
//! only the answer: a figure, a time, yes or no, who. The grouping says what the question is.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{Answer, Asked, all_fields, figures, times, who};
use super::{Pages, Told};
use crate::compare::align::Pair;
use crate::compare::frame::names;
use crate::compare::ground::Ground;
use crate::compare::lexicon::{can_be_asked, is_asked_of_each};
use crate::compare::negation::Negation;
use crate::compare::signs::Sign;
use crate::compare::statement::Statement;
use crate::compare::{Met, dates};
use crate::model::{Agreement, Comparison, Evidence, Stance};

/// Claims of one proposition past which they are not compared pair by pair.
const MOST: usize = 64;
/// How much an answer counts, for or against agreement.
const WEIGHT: f32 = 0.6;
/// Content words behind a negation of which one must be what the other side speaks of.
const DENIED: usize = 2;

/// Words behind "would have" that only would have been.
const SUPPOSED: u16 = 6;

/// Compares each two claims of a proposition, by their places in `told`, as answers to its
/// question. Pairs of which nothing can be said are left out.
pub fn answers(told: &[Told], pages: &Pages, group: &[usize]) -> Vec<(usize, usize, Comparison)> {
    let mut found = Vec::new();
    if group.len() > MOST {
        return found;
    }
    let question = Question::of(told, group);
    for (nth, &a) in group.iter().enumerate() {
        let near = |b: &&usize| !pages.are_apart(told[a].document, told[**b].document);
        for &b in group[nth + 1..].iter().filter(near) {
            let ordered = told[a].claim.order_key() <= told[b].claim.order_key();
            let (one, other) = if ordered { (a, b) } else { (b, a) };
            found.extend(question.compare(&told[one], &told[other]).map(|made| (one, other, made)));
        }
    }
    found
}

/// What the claims of a proposition are asked.
struct Question {
    /// Fields of news that most claims speak of.
    main: Vec<u32>,
    /// Fields that can be asked for, and that some claim answers with no.
    denied: BTreeSet<u32>,
    /// What most claims give, whatever their words.
    asked: Asked,
}

impl Question {
    fn of(told: &[Told], group: &[usize]) -> Self {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        let mut denied = BTreeSet::new();
        for claim in group.iter().map(|&at| &told[at].claim) {
            let fields: BTreeSet<u32> = all_fields(claim).into_iter().collect();
            denied.extend(fields.iter().filter(|&&field| says(claim, field) == Some(false)));
            fields.into_iter().for_each(|field| *counts.entry(field).or_default() += 1);
        }
        let most = |count: usize| count >= 2 && count * 3 >= group.len() * 2;
        let main = counts.into_iter().filter(|(_, count)| most(*count));
        let asked = Asked::of(group.iter().map(|&at| &told[at].claim));
        Self { main: main.map(|(field, _)| field).collect(), denied, asked }
    }

    fn compare(&self, a: &Told, b: &Told) -> Option<Comparison> {
        let (of_a, of_b) = (a.claim.stance, b.claim.stance);
        if !(of_a.takes_a_side() && of_b.takes_a_side()) || of_a.is_forecast() != of_b.is_forecast()
        {
            return None;
        }
        let pair = Pair::of(&a.claim, &b.claim, Met::InOneStory);
        let affirm = of_a.affirms() && of_b.affirms();
        let plain = affirm.then(|| {
            figures(&pair, self.asked).or_else(|| times(&pair, self.asked)).or_else(|| who(&pair))
        });
        let answer = plain.flatten().or_else(|| self.yes_or_no(&pair, a, b))?;
        let sign = if answer.agreement == Agreement::Contradicts { -1.0 } else { 1.0 };
        let evidence = Evidence {
            rule: answer.rule.to_owned(),
            weight: sign * WEIGHT,
            a: a.claim.words_between(answer.a.0, answer.a.1).to_owned(),
            b: b.claim.words_between(answer.b.0, answer.b.1).to_owned(),
        };
        Some(Comparison { agreement: answer.agreement, evidence: vec![evidence] })
    }

    /// One says that it is so and the other that it is not, or both say the same.
    fn yes_or_no(&self, pair: &Pair<'_>, a: &Told, b: &Told) -> Option<Answer> {
        let open = pair.is_hedged()
            || pair.is_planned()
            || of_other_times(pair)
            || is_denied_twice(pair.a)
            || is_denied_twice(pair.b)
            || asks(pair.a)
            || asks(pair.b)
            || !self.is_answered(pair.a)
            || !self.is_answered(pair.b);
        if open {
            return None;
        }
        let ground = Ground::of(pair);
        // That both say the same of a word shows less than that one denies it.
        let in_a_field = self.in_a_field(pair).map(|said| (said, ground.tells_in_a_word()));
        let by_word = || {
            let said = by_one_word(pair).filter(|_| ground.is_most());
            said.map(|said| (said, ground.tells_a_thing()))
        };
        let ((x, y, yes_a, yes_b), telling) = in_a_field.or_else(by_word)?;
        if yes_a == yes_b && !telling || !affirms_in_words(pair, (yes_a, yes_b)) {
            return None;
        }
        let (agreement, rule) = match (yes_a, yes_b) {
            (true, true) => (Agreement::Refines, "both say yes to one question"),
            (false, false) => (Agreement::Agrees, "both say no to one question"),
            _ if of_another((a, x), (b, y)) || of_each_its_own(pair, (x, yes_a), y) => return None,
            _ => (Agreement::Contradicts, "one says no and the other yes"),
        };
        Some(Answer { agreement, rule, a: said(pair.a, x), b: said(pair.b, y) })
    }

    /// Tells whether a claim speaks of all that most of the others do.
    fn is_answered(&self, claim: &Statement) -> bool {
        let fields = all_fields(claim);
        self.main.iter().all(|field| fields.contains(field))
    }

    /// What both say of a field that can be asked for and that is denied by some.
    fn in_a_field(&self, pair: &Pair<'_>) -> Option<(u16, u16, bool, bool)> {
        let mut asked = self.main.iter().filter(|field| self.denied.contains(field));
        asked.find_map(|&field| {
            let (yes_a, yes_b) = (says(pair.a, field)?, says(pair.b, field)?);
            Some((place_of(pair.a, field)?, place_of(pair.b, field)?, yes_a, yes_b))
        })
    }
}

fn asks(claim: &Statement) -> bool {
    claim.text.contains('?')
}

/// Answers a field that can be asked for, if all words of it in the claim say the same.
fn says(claim: &Statement, field: u32) -> Option<bool> {
    let turned = !claim.stance.affirms();
    let of_field = |at: &&u16| {
        let known = !is_supposed(claim, **at) && !is_denied_by_the_way(claim, **at);
        known && claim.word(**at).entry.fields().contains(&field)
    };
    let mut answers = claim.content.iter().filter(of_field).map(|&at| {
        let word = claim.word(at);
        let denied = word.negated || comes_to_nothing(claim, at);
        !(denied ^ word.entry.stands_across(field) ^ turned)
    });
    let first = answers.next().filter(|_| can_be_asked(field))?;
    answers.all(|other| other == first).then_some(first)
}

/// Tells whether a side that says yes has a verb to say it with.
fn affirms_in_words(pair: &Pair<'_>, (yes_a, yes_b): (bool, bool)) -> bool {
    (!yes_a || pair.a.modality.has_verb) && (!yes_b || pair.b.modality.has_verb)
}

/// "Did not pose a security problem" denies no security: what is denied stands right behind the cue.
fn is_denied_by_the_way(claim: &Statement, at: u16) -> bool {
    let far = |no: &Negation| {
        let behind = no.scope.first().is_some_and(|first| *first > no.cue.1);
        let passing = no.in_passing && !is_without(claim, no.cue.0);
        let skipped = if passing { 0 } else { DENIED };
        behind && no.scope.iter().skip(skipped).any(|&denied| denied == at)
    };
    claim.negations.iter().any(far)
}

/// "You would have got more warning": what only would have been.
fn is_supposed(claim: &Statement, at: u16) -> bool {
    let from = claim.word(at.saturating_sub(SUPPOSED)).start as usize;
    let before = claim.text[from..claim.word(at).start as usize].to_lowercase();
    let same = before.rsplit(['.', '!', '?']).next().unwrap_or("");
    ["'d have", "’d have", "would have", "could have", "should have"]
        .iter()
        .any(|words| same.contains(words))
}

/// "Heard nothing", "warned nobody".
fn comes_to_nothing(claim: &Statement, at: u16) -> bool {
    let next = at + 1;
    let known = usize::from(next) < claim.words.len() && !claim.word(at).negated;
    known
        && matches!(
            claim.words_between(next, next).to_lowercase().as_str(),
            "nothing" | "nobody" | "none"
        )
}

/// Tells whether both are dated and speak of different times; what is denied "since April" or
/// "until Sunday" is denied of all that time.
fn of_other_times(pair: &Pair<'_>) -> bool {
    const OPEN: &[&str] = &["since", "until", "till", "before"];
    let lower = |statement: &Statement, at: u16| statement.words_between(at, at).to_lowercase();
    let open = |statement: &Statement| {
        statement.dates.iter().any(|date| {
            let before = date.first.saturating_sub(1);
            [before, date.first].iter().any(|&at| OPEN.contains(&lower(statement, at).as_str()))
        })
    };
    dates::about_different_times(pair) && !open(pair.a) && !open(pair.b)
}

fn place_of(claim: &Statement, field: u32) -> Option<u16> {
    let has = |at: &&u16| claim.word(**at).entry.fields().contains(&field);
    claim.content.iter().find(has).copied()
}

/// What both say of one and the same thing, if one of them denies just that.
fn by_one_word(pair: &Pair<'_>) -> Option<(u16, u16, bool, bool)> {
    let heads = |statement: &Statement| -> Vec<u16> {
        let outright = |no: &&Negation| {
            let told = !no.in_passing || is_without(statement, no.cue.0);
            told && !no.of_one_person && !is_of_its_own(statement, no.cue.0)
        };
        let near = |no: &Negation| if no.beside { 1 } else { DENIED };
        let negations = statement.negations.iter().filter(outright);
        let denied = negations.flat_map(|no| no.scope.iter().take(near(no)).copied());
        let nothing = statement.content.iter().copied();
        denied.chain(nothing.filter(|&at| comes_to_nothing(statement, at))).collect()
    };
    let (no_a, no_b) = (heads(pair.a), heads(pair.b));
    let plain = |statement: &Statement, at: u16| {
        let word = statement.word(at);
        let place = word.entry.whereabouts().is_some_and(|where_| where_.plain);
        word.weight >= 1.0
            && !word.common
            && !word.is_name()
            && !place
            && !is_supposed(statement, at)
    };
    let both = pair.a.content.iter().filter_map(|&x| Some((x, pair.partner_of_a(x)?)));
    let mut hooks = both.filter(|&(x, y)| plain(pair.a, x) && plain(pair.b, y));
    let (turned_a, turned_b) = (!pair.a.stance.affirms(), !pair.b.stance.affirms());
    let no = |statement: &Statement, denied: &[u16], turned: bool, at: u16| {
        denied.contains(&at) || turned && predicate(statement) == Some(at)
    };
    let (x, y) = match (no_a.is_empty() && !turned_a, no_b.is_empty() && !turned_b) {
        (true, true) => return None,
        (true, false) => hooks.find(|&(_, y)| no(pair.b, &no_b, turned_b, y))?,
        (false, true) => hooks.find(|&(x, _)| no(pair.a, &no_a, turned_a, x))?,
        (false, false) => hooks.find(|(x, y)| no_a.contains(x) && no_b.contains(y))?,
    };
    let yes = |statement: &Statement, at: u16, turned: bool| {
        !(statement.word(at).negated ^ comes_to_nothing(statement, at) ^ turned)
    };
    Some((x, y, yes(pair.a, x, turned_a), yes(pair.b, y, turned_b)))
}

/// What somebody denies who denies a statement: the first content word behind its auxiliary, "the
/// port had been (warned) of the gate".
fn predicate(statement: &Statement) -> Option<u16> {
    const AUXILIARIES: &[&str] = &[
        "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "does", "did",
        "will", "would", "can", "could", "may", "might", "should",
    ];
    let auxiliary =
        |at: &u16| AUXILIARIES.contains(&statement.words_between(*at, *at).to_lowercase().as_str());
    let first = (0..statement.words.len() as u16).find(auxiliary).unwrap_or(u16::MAX);
    statement.content.iter().copied().find(|&at| at > first)
}

/// Tells whether two statements answer what is asked of each by itself for different ones: "he
/// survived", "three people died". What is denied of all is denied of each.
fn of_each_its_own(pair: &Pair<'_>, (x, yes_a): (u16, bool), y: u16) -> bool {
    let (denying, at) = if yes_a { (pair.b, y) } else { (pair.a, x) };
    let fields = [pair.a.word(x), pair.b.word(y)].into_iter().flat_map(|word| word.entry.fields());
    let mut of_each = fields.filter(|field| is_asked_of_each(**field));
    let of_all = denying.negations.iter().any(|no| no.of_all && no.scope.contains(&at));
    let counted = |statement: &Statement, word: u16| {
        statement.quantities.iter().any(|figure| figure.head.contains(&word))
    };
    let one = |word: u16| {
        let partner = pair.partner_of_a(word).filter(|&partner| partner < y);
        partner.is_some_and(|to| !counted(pair.a, word) && !counted(pair.b, to))
    };
    let mut before = pair.a.content.iter().take_while(|&&word| word < x);
    of_each.next().is_some() && !of_all && !before.any(|&word| one(word))
}

/// A word with the negation that it stands behind.
fn said(statement: &Statement, at: u16) -> (u16, u16) {
    let denial = statement.negations.iter().find(|negation| negation.scope.contains(&at));
    denial.map_or((at, at), |negation| {
        let last = negation.scope.last().copied().unwrap_or(at);
        (negation.cue.0.min(at), last.max(at))
    })
}

/// "None of its stock", "nobody in my kitchen" say nothing of what others have there.
fn is_of_its_own(statement: &Statement, cue: u16) -> bool {
    const OWN: &[&str] = &["its", "his", "her", "their", "my", "our"];
    let mut words = (cue..).map_while(|at| {
        let known = usize::from(at) < statement.words.len();
        known.then(|| statement.words_between(at, at).to_lowercase())
    });
    matches!(words.next().as_deref(), Some("none" | "nobody" | "no"))
        && words.take(2).any(|word| OWN.contains(&word.as_str()))
}

/// "There was not a box without a seal", "denied that a seal was missing", "who says they were not
/// told is mistaken": what is denied twice stands for no plain answer.
fn is_denied_twice(claim: &Statement) -> bool {
    const ABSENT: &[&str] = &["missing", "absent", "lacking", "mistaken", "untrue", "lying"];
    let absent = (0..claim.words.len() as u16)
        .any(|at| ABSENT.contains(&claim.words_between(at, at).to_lowercase().as_str()));
    let turned = !claim.stance.affirms();
    let lacks = || claim.negations.iter().any(|negation| is_without(claim, negation.cue.0));
    claim.negations.len() + usize::from(turned) + usize::from(absent) > 1
        && (turned || absent || lacks())
}

fn is_without(claim: &Statement, cue: u16) -> bool {
    claim.words_between(cue, cue).eq_ignore_ascii_case("without")
}

/// Tells whether a role is said of one and denied of another: "Ardane owns it", "Belcourt does not".
fn of_another((a, x): (&Told, u16), (b, y): (&Told, u16)) -> bool {
    if !a.claim.word(x).may(Sign::OneHolder) || !b.claim.word(y).may(Sign::OneHolder) {
        return false;
    }
    let subject = |told: &Told, role: u16| -> Vec<u64> {
        let before = names(&told.claim).take_while(|&at| at < role);
        let own: Vec<u64> = before.map(|at| told.claim.word(at).stem).collect();
        let speakers = || told.speakers.words.iter().filter(|word| word.name);
        if own.is_empty() { speakers().map(|word| word.stem).collect() } else { own }
    };
    let (of_a, of_b) = (subject(a, x), subject(b, y));
    !of_a.is_empty() && !of_b.is_empty() && !of_a.iter().any(|name| of_b.contains(name))
}

/// What a claim says to another one that its speaker calls untrue. Of several things said, it is the
/// first that denies something itself, or else the first; returned with its place in `by`.
pub fn rebuttal(told: &[Told], of: usize, by: &[usize]) -> Option<(usize, Comparison)> {
    let denies =
        |&&at: &&usize| !told[at].claim.stance.affirms() || !told[at].claim.negations.is_empty();
    let at = *by.iter().find(denies).or_else(|| by.first())?;
    let evidence = Evidence {
        rule: "one says that the other is not so".to_owned(),
        weight: -WEIGHT,
        a: told[at].claim.text.to_string(),
        b: told[of].claim.text.to_string(),
    };
    let made = Comparison { agreement: Agreement::Contradicts, evidence: vec![evidence] };
    told[at].claim.stance.takes_a_side().then_some((at, made))
}

/// What a claim that says that it repeats another comes to.
pub fn echo(a: &Told, b: &Told) -> Comparison {
    let side = |told: &Told| told.claim.text.to_string();
    let evidence = Evidence {
        rule: "one says that it repeats the other".to_owned(),
        weight: WEIGHT,
        a: side(a),
        b: side(b),
    };
    let declined = [a, b].iter().any(|told| !matches!(told.claim.stance, Stance::Asserts));
    let agreement = if declined { Agreement::Undecided } else { Agreement::Agrees };
    Comparison { agreement, evidence: vec![evidence] }
}
