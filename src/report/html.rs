//! The report as one self-contained HTML page: no script, nothing fetched, fit for paper.

use std::fmt::Write;

use super::safe::html as safe;
use super::words::{copying, count, sureness};
use super::{ClaimLine, Origin, Pair, Proposition, Report};

const STYLE: &str = include_str!("style.css");

/// Writes the report as an HTML page.
pub fn html(report: &Report) -> String {
    let mut page = String::new();
    let asked = safe(report.question.as_deref().unwrap_or("the whole record"));
    let of = report.as_of.as_deref().map_or(String::new(), |day| format!(", as of {}", safe(day)));
    page.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    put(
        &mut page,
        format_args!(
            "<title>Corroboration report: {asked}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        ),
    );
    put(&mut page, format_args!("<header>\n<h1>Corroboration report: {asked}{of}</h1>\n"));
    totals(&mut page, report);
    page.push_str("</header>\n<main>\n");
    for one in &report.propositions {
        proposition(&mut page, one);
    }
    histories(&mut page, report);
    copies(&mut page, report);
    documents(&mut page, report);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Adds to the page; writing to a string cannot fail.
fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = page.write_fmt(text);
}

fn totals(page: &mut String, report: &Report) {
    let totals = &report.totals;
    put(
        page,
        format_args!(
            "<p>{} from {} of {}: {}, {} with two independent origins or more that agree, {} contradicted. {} not reviewed by a person.</p>\n",
            count(totals.claims, "claim"),
            count(totals.documents, "document"),
            count(totals.outlets, "outlet"),
            count(totals.propositions, "proposition"),
            totals.corroborated,
            totals.contradicted,
            count(totals.unreviewed, "claim")
        ),
    );
}

fn proposition(page: &mut String, one: &Proposition) {
    let number = one.number;
    let name = one.name.as_deref().map_or(String::new(), |name| format!("{}: ", safe(name)));
    put(page, format_args!("<section class=\"one\" aria-labelledby=\"p{number}\">\n"));
    put(
        page,
        format_args!(
            "<h2 id=\"p{number}\"><span class=\"number\">{number}.</span> {name}“{}”</h2>\n",
            safe(&one.statement)
        ),
    );
    let tone = match (one.contradicted, one.agreeing) {
        (true, _) => "bad",
        (false, 2..) => "good",
        _ => "open",
    };
    put(page, format_args!("<p class=\"verdict {tone}\">{}</p>\n", safe(&one.verdict)));
    let credibility = &one.credibility;
    put(
        page,
        format_args!(
            "<p>Suggested credibility: <strong>{} {}</strong> <span class=\"note\">{}</span></p>\n",
            credibility.grade,
            credibility.meaning,
            safe(&credibility.reasons.join("; "))
        ),
    );
    tree(page, one);
    values(page, one);
    for sum in &one.sums {
        let parts = sum.parts.join(" + ");
        let text = format!("{}: {} = {parts}: {}", sum.source, sum.whole, sum.result);
        put(page, format_args!("<p>{}</p>\n", safe(&text)));
    }
    pairs(page, "Contradictions", "against", &one.contradictions);
    pairs(page, "Changed", "later than", &one.changes);
    facts(page, one);
    page.push_str("</section>\n");
}

fn tree(page: &mut String, one: &Proposition) {
    if !one.tree.is_empty() {
        page.push_str("<h3>Origins</h3>\n<ul class=\"tree\">\n");
        one.tree.iter().for_each(|origin| branch(page, origin));
        page.push_str("</ul>\n");
    }
    if let Some(sure) = one.origins.independence {
        let because = one.origins.because.join("; ");
        put(
            page,
            format_args!(
                "<p class=\"note\">Independence {}. {}</p>\n",
                sureness(sure),
                safe(&because)
            ),
        );
    }
    if !one.silent.is_empty() {
        page.push_str("<h3>Takes no side</h3>\n<ul class=\"tree\">\n");
        for claim in &one.silent {
            put(page, format_args!("<li>{} ", safe(&claim.source)));
            words(page, claim);
            page.push_str("</li>\n");
        }
        page.push_str("</ul>\n");
    }
}

fn branch(page: &mut String, origin: &Origin) {
    let party =
        origin.party.as_deref().map_or(String::new(), |party| format!(", for {}", safe(party)));
    put(
        page,
        format_args!(
            "<li><span class=\"letter\">{}</span><strong>{}</strong>{party}",
            origin.letter,
            safe(&origin.name)
        ),
    );
    if origin.unnamed {
        page.push_str(" <span class=\"note\">unnamed</span>");
    }
    if !origin.may_be.is_empty() {
        put(
            page,
            format_args!(" <span class=\"note\">may be {}</span>", origin.may_be.join(" or ")),
        );
    }
    if origin.withdrawn {
        page.push_str(" <span class=\"note\">withdrawn</span>");
    }
    page.push_str("\n<ul>\n");
    for saying in &origin.says {
        page.push_str("<li>");
        words(page, &saying.claim);
        if !saying.carried_by.is_empty() {
            page.push_str("<div class=\"from\">also in ");
            let carriers = saying.carried_by.iter().map(|carrier| {
                let outlet = carrier.claim.outlet.as_deref().unwrap_or("no outlet");
                let gone = carrier.claim.withdrawn.as_ref().map(|how| format!(", {how}"));
                let how = safe(&(carrier.how.clone() + &gone.unwrap_or_default()));
                format!("{} ({how}) {}", safe(outlet), id(&carrier.claim))
            });
            page.push_str(&carriers.collect::<Vec<_>>().join(", "));
            page.push_str("</div>");
        }
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n</li>\n");
}

fn id(claim: &ClaimLine) -> String {
    let id = claim.id.to_string();
    format!("<code title=\"{id}\">{}</code>", &id[..8])
}

fn words(page: &mut String, claim: &ClaimLine) {
    let when = match (&claim.asserted_on, &claim.published_on) {
        (Some(said), _) => format!("said {said}"),
        (None, Some(published)) => format!("published {published}"),
        (None, None) => "undated".to_owned(),
    };
    let withdrawn =
        claim.withdrawn.as_deref().map_or(String::new(), |how| format!(", {}", safe(how)));
    put(
        page,
        format_args!(
            "<blockquote>“{}”</blockquote><div class=\"from\">{}, {}, {when}{withdrawn}, {}, {}</div>",
            safe(&claim.words),
            claim.stance,
            safe(claim.outlet.as_deref().unwrap_or("no outlet")),
            safe(claim.review),
            id(claim)
        ),
    );
}

fn values(page: &mut String, one: &Proposition) {
    if one.values.len() < 2 {
        return;
    }
    page.push_str("<h3>Side by side</h3>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">origin</th><th scope=\"col\">value</th><th scope=\"col\">who</th><th scope=\"col\">when</th></tr></thead>\n<tbody>\n");
    for value in &one.values {
        let (class, mark) =
            if value.superseded { (" class=\"replaced\"", " (replaced)") } else { ("", "") };
        put(
            page,
            format_args!(
                "<tr{class}><td>{}</td><td>{}{mark}</td><td>{}</td><td>{}</td></tr>\n",
                value.origin,
                safe(&value.value),
                safe(&value.source),
                safe(value.on.as_deref().unwrap_or(""))
            ),
        );
    }
    page.push_str("</tbody></table></div>\n");
}

fn pairs(page: &mut String, heading: &str, word: &str, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    put(page, format_args!("<h3>{heading}</h3>\n"));
    for pair in pairs {
        let why = pair.evidence.iter().find(|found| found.weight < 0.0);
        let why = why.map_or_else(
            || format!("contents: {}", pair.agreement),
            |found| format!("{}: “{}” / “{}”", safe(&found.rule), safe(&found.a), safe(&found.b)),
        );
        put(
            page,
            format_args!(
                "<div class=\"pair\"><div>{}: “{}”</div><div>{word} {}: “{}”</div><div class=\"from\">{why}; {}</div></div>\n",
                safe(&pair.a_speaks()),
                safe(&pair.a_words),
                safe(&pair.b_speaks()),
                safe(&pair.b_words),
                pair.status
            ),
        );
    }
}

fn facts(page: &mut String, one: &Proposition) {
    page.push_str("<dl>\n");
    for (name, moment) in [("First", &one.first_asserted), ("Last", &one.last_asserted)] {
        if let Some(moment) = moment {
            let how = if moment.by_publication { "published " } else { "" };
            put(
                page,
                format_args!(
                    "<dt>{name}</dt><dd>{how}{} {}</dd>\n",
                    moment.on,
                    safe(&moment.source)
                ),
            );
        }
    }
    if !one.judged.is_empty() {
        put(page, format_args!("<dt>Judged</dt><dd>{}</dd>\n", safe(&one.judged.join("; "))));
    }
    if !one.missing.is_empty() {
        put(page, format_args!("<dt>Missing</dt><dd>{}</dd>\n", safe(&one.missing.join("; "))));
    }
    page.push_str("</dl>\n");
}

fn histories(page: &mut String, report: &Report) {
    if report.propositions.len() < 2 {
        return;
    }
    page.push_str("<h2>Each source’s record</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">source</th>");
    for name in ["propositions", "corroborated", "contradicted", "revised", "retracted"] {
        put(page, format_args!("<th scope=\"col\" class=\"number\">{name}</th>"));
    }
    page.push_str("<th scope=\"col\">standing</th>");
    page.push_str("</tr></thead>\n<tbody>\n");
    for source in report.sources.iter().filter(|source| source.n > 0) {
        put(page, format_args!("<tr><th scope=\"row\">{}</th>", safe(&source.source)));
        for number in
            [source.n, source.corroborated, source.contradicted, source.revised, source.retracted]
        {
            put(page, format_args!("<td class=\"number\">{number}</td>"));
        }
        put(page, format_args!("<td>{}</td></tr>\n", safe(&source.standing)));
    }
    page.push_str("</tbody></table></div>\n<p class=\"note\">Counted in propositions; fewer than ten say nothing about a source.</p>\n");
}

fn copies(page: &mut String, report: &Report) {
    for one in &report.copying {
        put(
            page,
            format_args!(
                "<p class=\"note\">May copy each other (suggested only): {}</p>\n",
                safe(&copying(one))
            ),
        );
    }
}

fn documents(page: &mut String, report: &Report) {
    page.push_str("<h2>Documents</h2>\n<ul>\n");
    for document in &report.documents {
        put(
            page,
            format_args!(
                "<li>{}, {}, {}<br><code>SHA-256 {}</code></li>\n",
                safe(document.outlet.as_deref().unwrap_or("no outlet")),
                safe(document.title.as_deref().unwrap_or("untitled")),
                safe(document.published_on.as_deref().unwrap_or("undated")),
                document.sha256
            ),
        );
    }
    page.push_str("</ul>\n");
}
