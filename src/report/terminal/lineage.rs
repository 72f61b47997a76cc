//! The way back as a tree for the terminal.

use super::canvas::Canvas;
use super::{Look, MOST_LINES};
use crate::report::lineage::{Leaf, Lineage, Root, Way};
use crate::report::words::count;

/// Writes the lineage as a tree: origin, who passed it on, where it can be read.
pub fn tree(lineage: &Lineage, look: Look) -> String {
    let mut page = Canvas::new(look);
    let name = lineage.name.as_deref().map_or(String::new(), |name| format!(": {name}"));
    page.title(&format!("Where it comes from{name}"));
    page.quote(&lineage.statement);
    page.field("Verdict", &lineage.verdict, "");
    for origin in &lineage.origins {
        page.gap();
        draw(&mut page, origin);
    }
    if !lineage.against.is_empty() {
        page.gap();
        let pairs: Vec<String> =
            lineage.against.iter().map(|[a, b]| format!("{a} and {b}")).collect();
        page.field("Contradict", &pairs.join(", "), "");
    }
    page.finish()
}

fn draw(page: &mut Canvas, origin: &Root) {
    let notes = origin.notes.join(", ");
    let notes = if notes.is_empty() { notes } else { format!(" ({notes})") };
    page.root(&format!("{}{notes}", origin.title()));
    for (at, way) in origin.ways.iter().enumerate() {
        draw_way(page, way, at + 1 == origin.ways.len());
    }
}

fn draw_way(page: &mut Canvas, way: &Way, last: bool) {
    if way.relays.is_empty() {
        leaves(page, &way.leaves, &[], last);
        return;
    }
    // Nearest to the origin first: the tree grows from it.
    let relays: Vec<&str> = way.relays.iter().rev().map(String::as_str).collect();
    page.node(&[], last, &format!("via {}", relays.join(", then ")), None);
    leaves(page, &way.leaves, &[last], true);
}

fn leaves(page: &mut Canvas, leaves: &[Leaf], above: &[bool], last: bool) {
    let shown = &leaves[..leaves.len().min(MOST_LINES)];
    let rest = leaves.len() - shown.len();
    for (at, leaf) in shown.iter().enumerate() {
        let ends = last && rest == 0 && at + 1 == shown.len();
        page.node(above, ends, &leaf.provenance(), Some(&leaf.words));
    }
    if rest > 0 {
        page.node(above, last, &format!("and {}", count(rest, "more claim")), None);
    }
}
