//! The report for a terminal: one proposition a screen, fitted to its width, in colour if asked.
//! Colour never says what words do not.

mod canvas;
mod lineage;

use canvas::Canvas;
pub use lineage::tree;

use super::words::{count, sureness};
use super::{Cell, ClaimLine, Matrix, Origin, Pair, Proposition, Report, Saying, SourceHistory};
use crate::model::Stance;

/// How a report should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns; at least 40 are used.
    pub width: usize,
    /// Write colours and weights as escape codes.
    pub colour: bool,
    /// Write plain ASCII for lines and marks.
    pub ascii: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 80, colour: false, ascii: false }
    }
}

/// Most claims, pairs or values that one part of a screen lists; the rest is counted.
const MOST_LINES: usize = 12;

/// Writes the report.
pub fn terminal(report: &Report, look: Look) -> String {
    let mut page = Canvas::new(look);
    head(&mut page, report);
    for proposition in report.propositions.iter().filter(|one| worth_a_screen(one, report)) {
        screen(&mut page, proposition);
    }
    let alone = report.propositions.iter().filter(|one| !worth_a_screen(one, report));
    singles(&mut page, &alone.collect::<Vec<_>>());
    if report.propositions.len() > 1 {
        matrix(&mut page, &report.matrix);
        histories(&mut page, &report.sources);
        copying(&mut page, report);
    }
    page.finish()
}

/// A proposition that one claim alone makes gets a line, not a screen, in a longer report.
fn worth_a_screen(proposition: &Proposition, report: &Report) -> bool {
    report.propositions.len() == 1 || proposition.claims.len() > 1
}

fn head(page: &mut Canvas, report: &Report) {
    let totals = &report.totals;
    let asked = report.question.as_deref().unwrap_or("the whole record");
    let of = report.as_of.as_deref().map_or(String::new(), |day| format!(", as of {day}"));
    page.title(&format!("Corroboration report: {asked}{of}"));
    page.text(&format!(
        "{} from {} of {}: {}, {} with two independent origins or more that agree, {} contradicted.",
        count(totals.claims, "claim"),
        count(totals.documents, "document"),
        count(totals.outlets, "outlet"),
        count(totals.propositions, "proposition"),
        totals.corroborated,
        totals.contradicted
    ));
    if totals.unreviewed > 0 {
        page.text(&format!(
            "{} not reviewed by a person, marked {}.",
            count(totals.unreviewed, "claim"),
            page.unreviewed_mark()
        ));
    }
}

fn screen(page: &mut Canvas, one: &Proposition) {
    page.gap();
    let name = one.name.as_deref().map_or(String::new(), |name| format!(" {name}"));
    page.rule(&format!("{}{name}", one.number));
    page.quote(&one.statement);
    page.gap();
    page.verdict(one.contradicted, one.agreeing, &one.verdict);
    let credibility = &one.credibility;
    page.field(
        "Credibility",
        &format!("{} {} (suggested)", credibility.grade, credibility.meaning),
        &credibility.reasons.join("; "),
    );
    origins(page, one);
    sides(page, one);
    values(page, one);
    sums(page, one);
    pairs(page, "Contradictions", "against", &one.contradictions);
    pairs(page, "Changed", "later than", &one.changes);
    silent(page, &one.silent);
    page.gap();
    asserted(page, one);
    list(page, "Judged", &one.judged);
    list(page, "Missing", &one.missing);
    relations(page, &one.relations);
}

fn origins(page: &mut Canvas, one: &Proposition) {
    if one.tree.is_empty() {
        return;
    }
    page.heading("Origins");
    for (at, origin) in one.tree.iter().enumerate() {
        let last = at + 1 == one.tree.len();
        branch(page, origin, last);
    }
    if let Some(sure) = one.origins.independence {
        let because = one.origins.because.join("; ");
        let note = if because.is_empty() { String::new() } else { format!(": {because}") };
        page.note(&format!("independence {}{note}", sureness(sure)));
    }
}

fn branch(page: &mut Canvas, origin: &Origin, last: bool) {
    let party = origin.party.as_deref().map_or(String::new(), |party| format!(", for {party}"));
    let mut marks = Vec::new();
    if origin.unnamed {
        marks.push("unnamed".to_owned());
    }
    if !origin.may_be.is_empty() {
        marks.push(format!("may be {}", origin.may_be.join(" or ")));
    }
    if origin.withdrawn {
        marks.push("withdrawn".to_owned());
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    page.branch(last, &origin.letter, &format!("{}{party}{marks}", origin.name));
    for saying in origin.says.iter().take(MOST_LINES) {
        twig(page, last, saying);
    }
    if origin.says.len() > MOST_LINES {
        page.under(last, &format!("and {}", count(origin.says.len() - MOST_LINES, "more claim")));
    }
}

fn twig(page: &mut Canvas, last: bool, saying: &Saying) {
    page.leaf(
        last,
        &saying.claim.words,
        &provenance(page, &saying.claim),
        !saying.carried_by.is_empty(),
    );
    if saying.carried_by.is_empty() {
        return;
    }
    let carriers: Vec<String> = saying
        .carried_by
        .iter()
        .take(MOST_LINES)
        .map(|carrier| {
            let outlet = carrier.claim.outlet.as_deref().unwrap_or("no outlet");
            let id = page.id(&carrier.claim.id.to_string());
            let gone = carrier.claim.withdrawn.as_ref().map(|how| format!(", {how}"));
            format!("{outlet} ({}{}) {id}", carrier.how, gone.unwrap_or_default())
        })
        .collect();
    let rest = saying.carried_by.len().saturating_sub(MOST_LINES);
    let more = if rest > 0 { format!(", and {rest} more") } else { String::new() };
    page.under_leaf(last, &format!("also in {}{more}", carriers.join(", ")));
}

/// "denies, Tidewater Post, said 2031-03-01, 3fa0c1d2 ○".
fn provenance(page: &Canvas, claim: &ClaimLine) -> String {
    let mut parts = Vec::new();
    if claim.stance != Stance::Asserts {
        parts.push(claim.stance.as_str().to_owned());
    }
    if let Some(outlet) = &claim.outlet {
        parts.push(outlet.clone());
    }
    match (&claim.asserted_on, &claim.published_on) {
        (Some(said), _) => parts.push(format!("said {said}")),
        (None, Some(published)) => parts.push(format!("published {published}")),
        (None, None) => parts.push("undated".to_owned()),
    }
    if let Some(withdrawn) = &claim.withdrawn {
        parts.push(withdrawn.clone());
    }
    let mark = if claim.review == "unreviewed" { page.unreviewed_mark() } else { claim.review };
    parts.push(format!("{} {mark}", page.id(&claim.id.to_string())));
    parts.join(", ")
}

fn sides(page: &mut Canvas, one: &Proposition) {
    if one.sides.len() < 2 {
        return;
    }
    page.heading("Sides");
    for side in one.sides.iter().take(MOST_LINES) {
        let range = if side.min == side.max {
            format!("{}", side.max)
        } else {
            format!("{} to {}", side.min, side.max)
        };
        let origins = if side.max == 1 { "origin" } else { "origins" };
        let denies = match (side.stance, side.max) {
            (Stance::Denies, 1) => " denies",
            (Stance::Denies, _) => ", one of them denies",
            _ => "",
        };
        let who = format!("{} ({range} {origins}){denies}", side.origins.join(" "));
        page.item(&who, &side.statement);
    }
}

fn values(page: &mut Canvas, one: &Proposition) {
    let origins: std::collections::BTreeSet<&str> =
        one.values.iter().map(|value| value.origin.as_str()).collect();
    if origins.len() < 2 {
        return;
    }
    page.heading("Side by side");
    let rows: Vec<[String; 4]> = one
        .values
        .iter()
        .take(MOST_LINES)
        .map(|value| {
            let mark = if value.superseded { " (replaced)" } else { "" };
            [
                value.origin.clone(),
                format!("{}{mark}", value.value),
                value.source.clone(),
                value.on.clone().unwrap_or_default(),
            ]
        })
        .collect();
    page.table(&rows);
}

fn sums(page: &mut Canvas, one: &Proposition) {
    if one.sums.is_empty() {
        return;
    }
    page.heading("Parts of a whole");
    for sum in one.sums.iter().take(MOST_LINES) {
        let parts = sum.parts.join(" + ");
        page.item_plain(&format!("{}: {} = {parts}: {}", sum.source, sum.whole, sum.result));
    }
}

fn pairs(page: &mut Canvas, heading: &str, word: &str, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    page.heading(heading);
    let between = by_origins(pairs);
    for same in between.iter().take(MOST_LINES) {
        let Some(pair) = same.first() else { continue };
        let by = pair.by.as_deref().map_or(String::new(), |by| format!(" by {by}"));
        let why = pair.evidence.iter().filter(|found| found.weight < 0.0).map(why).next();
        let why = why.unwrap_or_else(|| format!("contents: {}", pair.agreement));
        let more = match same.len() {
            1 => String::new(),
            n => format!("; {} between the two", count(n - 1, "more pair")),
        };
        page.versus(
            (&lettered(pair.a_origin.as_deref(), &pair.a_speaks()), &pair.a_words),
            word,
            (&lettered(pair.b_origin.as_deref(), &pair.b_speaks()), &pair.b_words),
            &format!("{why}; {}{by}{more}", pair.status),
        );
    }
    if between.len() > MOST_LINES {
        page.note(&format!("and {} more", between.len() - MOST_LINES));
    }
}

fn lettered(letter: Option<&str>, source: &str) -> String {
    letter.map_or_else(|| source.to_owned(), |letter| format!("{letter} {source}"))
}

/// The pairs of each two origins together, in the order of their first.
fn by_origins(pairs: &[Pair]) -> Vec<Vec<&Pair>> {
    let mut sets: Vec<Vec<&Pair>> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for pair in pairs {
        let mut ends = [pair.a_origin.as_deref(), pair.b_origin.as_deref()];
        ends.sort_unstable();
        let at = *known.entry(ends).or_insert(sets.len());
        if at == sets.len() {
            sets.push(Vec::new());
        }
        sets[at].push(pair);
    }
    sets
}

fn why(evidence: &crate::model::Evidence) -> String {
    format!("{}: \"{}\" / \"{}\"", evidence.rule, evidence.a, evidence.b)
}

fn silent(page: &mut Canvas, claims: &[ClaimLine]) {
    if claims.is_empty() {
        return;
    }
    page.heading("Takes no side");
    for claim in claims.iter().take(MOST_LINES) {
        let what = format!("{} {}", claim.source, claim.stance);
        page.item(&what, &claim.words);
    }
}

fn asserted(page: &mut Canvas, one: &Proposition) {
    let moment = |moment: &super::Moment| {
        let how = if moment.by_publication { "published " } else { "" };
        format!("{how}{} {}", moment.on, moment.source)
    };
    if let (Some(first), Some(last)) = (&one.first_asserted, &one.last_asserted) {
        page.field("First", &moment(first), "");
        if first.claim != last.claim {
            page.field("Last", &moment(last), "");
        }
    }
}

fn list(page: &mut Canvas, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.field(heading, &lines.join("; "), "");
}

fn relations(page: &mut Canvas, relations: &[Pair]) {
    let mut counts = std::collections::BTreeMap::new();
    for pair in relations.iter().filter(|pair| pair.relation != crate::model::Relation::Unrelated) {
        *counts.entry((pair.relation, pair.status)).or_insert(0) += 1;
    }
    let parts: Vec<String> = counts
        .into_iter()
        .map(|((relation, status), number)| format!("{number} {relation} ({status})"))
        .collect();
    if !parts.is_empty() {
        page.field("Relations", &parts.join(", "), "");
    }
}

fn singles(page: &mut Canvas, alone: &[&Proposition]) {
    if alone.is_empty() {
        return;
    }
    page.gap();
    page.rule("claims that stand alone");
    for one in alone.iter().take(MOST_SINGLES) {
        let claim =
            one.tree.iter().flat_map(|origin| &origin.says).map(|saying| &saying.claim).next();
        if let Some(claim) = claim.or(one.silent.first()) {
            let who = format!("{} {}", claim.source, claim.stance);
            page.item(&who, &claim.words);
        }
    }
    if alone.len() > MOST_SINGLES {
        page.note(&format!("and {} more", alone.len() - MOST_SINGLES));
    }
}

/// Claims that stand alone are listed up to this many.
const MOST_SINGLES: usize = 40;

fn matrix(page: &mut Canvas, matrix: &Matrix) {
    if matrix.rows.is_empty() || matrix.propositions.is_empty() {
        return;
    }
    page.gap();
    page.rule("who takes a side on what");
    let numbers: Vec<String> = matrix.propositions.iter().map(ToString::to_string).collect();
    page.grid("", &numbers);
    for row in &matrix.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| sign(*cell).to_owned()).collect();
        page.grid(&row.source, &cells);
    }
    page.note("+ says, & corroborated, x contradicted, ~ changed or took back, ? takes no side");
}

const fn sign(cell: Option<Cell>) -> &'static str {
    match cell {
        None => " ",
        Some(Cell::Says) => "+",
        Some(Cell::Corroborated) => "&",
        Some(Cell::Contradicted) => "x",
        Some(Cell::Changed) => "~",
        Some(Cell::Silent) => "?",
    }
}

fn histories(page: &mut Canvas, sources: &[SourceHistory]) {
    let spoke: Vec<&SourceHistory> = sources.iter().filter(|source| source.n > 0).collect();
    if spoke.is_empty() {
        return;
    }
    page.gap();
    page.rule("each source's record");
    let numbers = ["of", "corr.", "contr.", "rev.", "retr."].map(str::to_owned);
    page.grid("", &numbers);
    for source in spoke.iter().take(MOST_SINGLES) {
        let cells =
            [source.n, source.corroborated, source.contradicted, source.revised, source.retracted];
        page.grid(&source.source, &cells.map(|number| number.to_string()));
    }
    for source in spoke.iter().filter(|source| !source.standing.starts_with("too few")) {
        page.item_plain(&format!("{}: {}", source.source, source.standing));
    }
    page.note(
        "propositions it takes a side on; of these corroborated, contradicted, revised, retracted; \
         fewer than ten say nothing about a source",
    );
}

fn copying(page: &mut Canvas, report: &Report) {
    if report.copying.is_empty() {
        return;
    }
    page.gap();
    page.rule("outlets that may copy each other");
    for one in &report.copying {
        page.item_plain(&super::words::copying(one));
    }
    page.note("suggested only: no count of origins uses it");
}
