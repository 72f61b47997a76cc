//! The way back as a Graphviz graph: documents, relays, origins, from left to right.

use std::fmt::Write;

use super::{Leaf, Lineage, Root, Way};
use crate::report::safe::visible;

/// Writes the lineage in Graphviz's language.
pub fn dot(lineage: &Lineage) -> String {
    let mut made = String::from("digraph lineage {\n");
    put(&mut made, "rankdir=LR; bgcolor=white; nodesep=0.15;");
    put(
        &mut made,
        "node [shape=box, style=\"filled,rounded\", fillcolor=\"#f6f6f9\", color=\"#5a5a66\", fontname=\"Helvetica\", fontsize=11];",
    );
    put(&mut made, "edge [color=\"#5a5a66\", arrowsize=0.7];");
    put(&mut made, &format!("label={}; labelloc=t;", quoted(&[&lineage.statement])));
    for (at, origin) in lineage.origins.iter().enumerate() {
        draw(&mut made, at, origin);
    }
    for [a, b] in &lineage.against {
        if let (Some(a), Some(b)) = (place(lineage, a), place(lineage, b)) {
            put(
                &mut made,
                &format!(
                    "o{a} -> o{b} [dir=none, style=dashed, color=\"#a1182c\", label=\"contradicts\", fontsize=9, constraint=false];"
                ),
            );
        }
    }
    made.push_str("}\n");
    made
}

fn place(lineage: &Lineage, letter: &str) -> Option<usize> {
    lineage.origins.iter().position(|origin| origin.letter.as_deref() == Some(letter))
}

/// Writes a line; writing to a string cannot fail.
fn put(made: &mut String, line: &str) {
    let _ = writeln!(made, "  {line}");
}

fn draw(made: &mut String, at: usize, origin: &Root) {
    let (title, notes) = (origin.title(), origin.notes.join(", "));
    put(made, &format!("o{at} [label={}, penwidth=2];", quoted(&[&title, &notes])));
    for (nth, way) in origin.ways.iter().enumerate() {
        draw_way(made, at, nth, way);
    }
}

/// The relays in a row, the one nearest to the origin last; the documents before the first.
fn draw_way(made: &mut String, at: usize, nth: usize, way: &Way) {
    let mut first = format!("o{at}");
    for (step, relay) in way.relays.iter().enumerate().rev() {
        let node = format!("r{at}_{nth}_{step}");
        put(made, &format!("{node} [label={}, shape=ellipse];", quoted(&[relay])));
        put(made, &format!("{node} -> {first};"));
        first = node;
    }
    for (leaf, one) in way.leaves.iter().enumerate() {
        let node = format!("d{at}_{nth}_{leaf}");
        put(made, &format!("{node} [label={}];", label(one)));
        put(made, &format!("{node} -> {first};"));
    }
}

fn label(leaf: &Leaf) -> String {
    quoted(&[&leaf.outlet, &format!("“{}”", shortened(&leaf.words)), &leaf.facts()])
}

fn shortened(words: &str) -> String {
    let bare = words.trim().trim_matches(['"', '“', '”']);
    let cut: String = bare.chars().take(MOST_LETTERS).collect();
    if cut.len() < bare.len() { format!("{cut}…") } else { cut }
}

/// Letters of a claim that a box shows.
const MOST_LETTERS: usize = 90;

/// Lines as one quoted string, in which nothing from outside is a sign of Graphviz's.
fn quoted(lines: &[&str]) -> String {
    let safe = |line: &&str| {
        visible(line).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
    };
    let lines: Vec<String> = lines.iter().filter(|line| !line.is_empty()).map(safe).collect();
    format!("\"{}\"", lines.join("\n"))
}
