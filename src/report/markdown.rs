//! The report as Markdown.

use std::fmt::Write;

use super::safe::markdown as safe;
use super::words::{copying, count, sureness};
use super::{ClaimLine, Origin, Pair, Proposition, Report};

/// Writes the report as Markdown with tables.
pub fn markdown(report: &Report) -> String {
    let mut made = String::new();
    let asked = report.question.as_deref().unwrap_or("the whole record");
    let of = report.as_of.as_deref().map_or(String::new(), |day| format!(", as of {}", safe(day)));
    line(&mut made, &format!("# Corroboration report: {}{of}", safe(asked)));
    let totals = &report.totals;
    line(
        &mut made,
        &format!(
            "{} from {} of {}: {}, {} with two independent origins or more that agree, {} contradicted. {} not reviewed by a person (marked ○).",
            count(totals.claims, "claim"),
            count(totals.documents, "document"),
            count(totals.outlets, "outlet"),
            count(totals.propositions, "proposition"),
            totals.corroborated,
            totals.contradicted,
            count(totals.unreviewed, "claim")
        ),
    );
    for one in &report.propositions {
        proposition(&mut made, one);
    }
    histories(&mut made, report);
    documents(&mut made, report);
    made
}

fn line(made: &mut String, text: &str) {
    made.push_str(text);
    made.push_str("\n\n");
}

fn item(made: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(made, "{}- {text}", "  ".repeat(depth));
}

fn proposition(made: &mut String, one: &Proposition) {
    let name = one.name.as_deref().map_or(String::new(), |name| format!("{}: ", safe(name)));
    line(made, &format!("## {}. {name}“{}”", one.number, safe(&one.statement)));
    line(made, &format!("**{}**", safe(&one.verdict)));
    let credibility = &one.credibility;
    line(
        made,
        &format!(
            "Suggested credibility: **{} {}** ({})",
            credibility.grade,
            credibility.meaning,
            safe(&credibility.reasons.join("; "))
        ),
    );
    one.tree.iter().for_each(|origin| branch(made, origin));
    if let Some(sure) = one.origins.independence {
        let because = one.origins.because.join("; ");
        let note = if because.is_empty() { String::new() } else { format!(": {}", safe(&because)) };
        item(made, 0, &format!("Independence {}{note}", sureness(sure)));
    }
    for claim in &one.silent {
        item(made, 0, &format!("{} {}: {}", safe(&claim.source), claim.stance, claim_text(claim)));
    }
    made.push('\n');
    values(made, one);
    for sum in &one.sums {
        let parts = sum.parts.join(" + ");
        line(made, &safe(&format!("{}: {} = {parts}: {}", sum.source, sum.whole, sum.result)));
    }
    pairs(made, "Contradictions", "against", &one.contradictions);
    pairs(made, "Changed", "later than", &one.changes);
    if !one.judged.is_empty() {
        line(made, &format!("Judged: {}", safe(&one.judged.join("; "))));
    }
    if !one.missing.is_empty() {
        line(made, &format!("Missing: {}", safe(&one.missing.join("; "))));
    }
}

fn branch(made: &mut String, origin: &Origin) {
    let party =
        origin.party.as_deref().map_or(String::new(), |party| format!(", for {}", safe(party)));
    let withdrawn = if origin.withdrawn { ", withdrawn" } else { "" };
    let may_be = match &origin.may_be[..] {
        [] => String::new(),
        others => format!(", may be {}", others.join(" or ")),
    };
    item(
        made,
        0,
        &format!("**{}** {}{party}{may_be}{withdrawn}", origin.letter, safe(&origin.name)),
    );
    for saying in &origin.says {
        item(made, 1, &claim_text(&saying.claim));
        for carrier in &saying.carried_by {
            let outlet = carrier.claim.outlet.as_deref().unwrap_or("no outlet");
            let id: String = carrier.claim.id.to_string().chars().take(12).collect();
            let gone = carrier.claim.withdrawn.as_ref().map(|how| format!(", {how}"));
            let how = safe(&(carrier.how.clone() + &gone.unwrap_or_default()));
            item(made, 2, &format!("also in {} ({how}) `{id}`", safe(outlet)));
        }
    }
}

fn claim_text(claim: &ClaimLine) -> String {
    let mark = if claim.review == "unreviewed" { " ○" } else { "" };
    let said = match (&claim.asserted_on, &claim.published_on) {
        (Some(said), _) => format!("said {said}"),
        (None, Some(published)) => format!("published {published}"),
        (None, None) => "undated".to_owned(),
    };
    let outlet = claim.outlet.as_deref().unwrap_or("no outlet");
    let withdrawn =
        claim.withdrawn.as_deref().map_or(String::new(), |how| format!(", {}", safe(how)));
    let id: String = claim.id.to_string().chars().take(12).collect();
    format!(
        "“{}” ({}, {}, {said}{withdrawn}, `{id}`{mark})",
        safe(&claim.words),
        claim.stance,
        safe(outlet)
    )
}

fn values(made: &mut String, one: &Proposition) {
    if one.values.len() < 2 {
        return;
    }
    made.push_str("| origin | value | who | when |\n| --- | --- | --- | --- |\n");
    for value in &one.values {
        let mark = if value.superseded { " (replaced)" } else { "" };
        let on = value.on.as_deref().unwrap_or("");
        let _ = writeln!(
            made,
            "| {} | {}{mark} | {} | {on} |",
            value.origin,
            safe(&value.value),
            safe(&value.source)
        );
    }
    made.push('\n');
}

fn pairs(made: &mut String, heading: &str, word: &str, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    line(made, &format!("### {heading}"));
    for pair in pairs {
        let why = pair.evidence.iter().find(|found| found.weight < 0.0);
        let why = why.map_or_else(
            || format!("contents: {}", pair.agreement),
            |found| format!("{}: “{}” / “{}”", safe(&found.rule), safe(&found.a), safe(&found.b)),
        );
        item(
            made,
            0,
            &format!(
                "{}: “{}” {word} {}: “{}” ({why}; {})",
                safe(&pair.a_speaks()),
                safe(&pair.a_words),
                safe(&pair.b_speaks()),
                safe(&pair.b_words),
                pair.status
            ),
        );
    }
    made.push('\n');
}

fn histories(made: &mut String, report: &Report) {
    if report.propositions.len() < 2 {
        return;
    }
    line(made, "## Each source's record");
    made.push_str(
        "| source | propositions | corroborated | contradicted | revised | retracted | standing |\n",
    );
    made.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for source in report.sources.iter().filter(|source| source.n > 0) {
        let _ = writeln!(
            made,
            "| {} | {} | {} | {} | {} | {} | {} |",
            safe(&source.source),
            source.n,
            source.corroborated,
            source.contradicted,
            source.revised,
            source.retracted,
            source.standing
        );
    }
    line(made, "\nCounted in propositions; fewer than ten say nothing about a source.");
    for one in &report.copying {
        item(made, 0, &format!("May copy each other (suggested only): {}", safe(&copying(one))));
    }
    made.push('\n');
}

fn documents(made: &mut String, report: &Report) {
    line(made, "## Documents");
    for document in &report.documents {
        let title = document.title.as_deref().unwrap_or("untitled");
        let outlet = document.outlet.as_deref().unwrap_or("no outlet");
        let on = document.published_on.as_deref().unwrap_or("undated");
        item(
            made,
            0,
            &format!("{}, {}, {on}, SHA-256 `{}`", safe(outlet), safe(title), document.sha256),
        );
    }
}
