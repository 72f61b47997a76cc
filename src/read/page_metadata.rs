//! What a saved page says of itself: outlet, headline, date, author, address.

use chrono::NaiveDate;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::dates;
use crate::model::{Metadata, SourceName, When};

/// `<meta>` names that hold the day of publication, best first.
const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
];
const OUTLET_NAMES: &[&str] = &["og:site_name", "application-name", "citation_journal_title"];
const URL_NAMES: &[&str] = &["og:url"];
/// Elements that show the day of publication.
const DATE_PLACES: &str = "[itemprop=datePublished], time[pubdate], article time, time, \
    [class*=publish], [class*=pubdate], [class*=timestamp], [class*=date]";
/// The longest text of such an element; more is a paragraph.
const LONGEST_DATE: usize = 120;

/// Reads the page's own description.
pub(super) fn read(document: &Document) -> Metadata {
    let ours = Readability::with_document(document.clone(), None, Some(Config::default()))
        .map(|page| page.get_article_metadata(page.parse_json_ld()))
        .unwrap_or_default();
    let text = |text: Option<String>| text.as_deref().and_then(tidy);
    let names = Names::of(document);
    Metadata {
        outlet: text(ours.site_name)
            .or_else(|| names.first(OUTLET_NAMES))
            .and_then(|name| SourceName::new(&name).ok()),
        title: headline(document, tidy(&ours.title)),
        published_on: ours
            .published_time
            .and_then(|date| day(&date))
            .or_else(|| names.all(DATE_NAMES).find_map(|date| day(&date)))
            .or_else(|| shown_date(document)),
        url: link(document).or_else(|| names.first(URL_NAMES)).or_else(|| text(ours.url)),
        author: text(ours.byline)
            .or_else(|| names.first(&["author"]))
            .map(|author| without_by(&author)),
    }
}

/// One line without white space at its ends; `None` if nothing is left.
fn tidy(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn without_by(author: &str) -> String {
    let (start, rest) = author.split_at_checked(3).unwrap_or_default();
    if start.eq_ignore_ascii_case("by ") { rest.trim_start() } else { author }.to_owned()
}

/// The only `<h1>`, if the page's title repeats it with the name of the site; or else the title.
fn headline(document: &Document, title: Option<String>) -> Option<String> {
    let heads = document.select("h1");
    let head = (heads.length() == 1).then(|| tidy(&heads.text())).flatten();
    match (title, head) {
        (Some(title), Some(head)) if title.contains(&head) => Some(head),
        (title, head) => title.or(head),
    }
}

fn link(document: &Document) -> Option<String> {
    let link = document.select_single("link[rel=canonical]");
    link.attr("href").and_then(|href| tidy(&href)).filter(|href| href.starts_with("http"))
}

fn day(text: &str) -> Option<When> {
    let when = dates::read_absolute(text)?;
    Some(When { words: None, ..when })
}

/// The day that the page shows near its headline, if it names exactly one with its year.
fn shown_date(document: &Document) -> Option<When> {
    document.select(DATE_PLACES).iter().find_map(|place| {
        let told = ["datetime", "content"].into_iter().find_map(|name| place.attr(name));
        told.and_then(|told| day(&told)).or_else(|| only_day(&place.text()))
    })
}

fn only_day(text: &str) -> Option<When> {
    if text.len() > LONGEST_DATE {
        return None;
    }
    match &dates::find(text, None)[..] {
        [found] => found.when.exact_day().map(|day: NaiveDate| When::day(day)),
        _ => None,
    }
}

/// The `<meta>` elements of a page with their names in small letters.
struct Names(Vec<(String, String)>);

impl Names {
    fn of(document: &Document) -> Self {
        let pair = |node: &NodeRef<'_>| {
            let name =
                ["property", "name", "itemprop"].into_iter().find_map(|key| node.attr(key))?;
            Some((name.to_ascii_lowercase(), tidy(&node.attr("content")?)?))
        };
        Self(document.select("meta").nodes().iter().filter_map(pair).collect())
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = String> + 'a {
        names.iter().flat_map(|name| {
            self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.clone())
        })
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next()
    }
}
