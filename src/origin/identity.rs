//! Who is whom: names that are one source, by the names themselves and by people's judgements.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::{Family, name_words, shortens};
use super::party::bodies_of;
use crate::model::{SourceId, SourceRecord, SourceTie, Tie};

/// One source, or a body that documents name without ever quoting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(pub(super) usize);

impl Who {
    /// Returns a number of its own.
    pub const fn number(self) -> usize {
        self.0
    }
}

/// Two sources that judgements make both the same and not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityConflict {
    /// The first source's name.
    pub a: String,
    /// The second source's name.
    pub b: String,
    /// What was judged, in words.
    pub because: String,
}

/// Which sources are one and the same.
///
/// Judgements come first; where they conflict, "not same as" wins and the conflict is kept.
/// After them, equal names are one, and a short name is the only long name that it shortens
/// ("Feske" is "Dorian Feske" unless there are two Feskes). Unnamed sources never merge by name.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    nodes: Vec<Node>,
    parent: Vec<usize>,
    by_id: HashMap<SourceId, usize>,
    by_name: BTreeMap<Vec<String>, Vec<usize>>,
    apart: BTreeSet<(usize, usize)>,
    conflicts: Vec<IdentityConflict>,
}

#[derive(Clone, Debug)]
struct Node {
    name: String,
    words: Vec<String>,
    family: Option<Family>,
}

impl Identities {
    /// Works out who is whom among `sources` and the bodies they are said to belong to.
    pub fn new(sources: &[SourceRecord], ties: &[SourceTie]) -> Self {
        Self::with_bodies(sources, ties, &[])
    }

    /// The same, with more names of bodies that documents credit.
    pub(super) fn with_bodies(
        sources: &[SourceRecord],
        ties: &[SourceTie],
        more: &[String],
    ) -> Self {
        let mut made = Self::default();
        for source in sources {
            made.add_source(source);
        }
        for body in sources.iter().flat_map(bodies_of) {
            made.add_body(&body);
        }
        for body in more {
            made.add_body(body);
        }
        made.judge(ties);
        made.join_equal_names();
        made.join_short_names();
        made.parent = (0..made.parent.len()).map(|node| made.root(node)).collect();
        made
    }

    /// Returns who the source is; `None` if it was not among the sources.
    pub fn who(&self, source: SourceId) -> Option<Who> {
        self.by_id.get(&source).map(|&node| Who(self.root(node)))
    }

    /// Returns who bears the name, if exactly one does: a source or a body that is mentioned.
    pub fn named(&self, name: &str) -> Option<Who> {
        let roots: BTreeSet<usize> =
            self.by_name.get(&name_words(name))?.iter().map(|&node| self.root(node)).collect();
        match roots.len() {
            1 => roots.first().map(|&root| Who(root)),
            _ => None,
        }
    }

    /// Returns the fullest name of the source.
    pub fn name(&self, who: Who) -> &str {
        &self.nodes[who.0].name
    }

    /// Returns the words of the name of a source that has one; `None` for an unnamed one.
    pub fn name_words(&self, who: Who) -> Option<&[String]> {
        let node = &self.nodes[who.0];
        node.family.map(|_| node.words.as_slice())
    }

    /// Tells whether people's judgements on the two conflict or say that they are not the same.
    pub fn judged_apart(&self, a: Who, b: Who) -> bool {
        self.apart.iter().any(|&(x, y)| {
            let pair = (self.root(x), self.root(y));
            pair == (a.0, b.0) || pair == (b.0, a.0)
        })
    }

    /// Returns the judgements that cannot all hold.
    pub fn conflicts(&self) -> &[IdentityConflict] {
        &self.conflicts
    }

    fn add(&mut self, name: &str, family: Option<Family>) -> usize {
        let node = self.nodes.len();
        let words = name_words(name);
        if family.is_some() {
            self.by_name.entry(words.clone()).or_default().push(node);
        }
        self.nodes.push(Node { name: name.to_owned(), words, family });
        self.parent.push(node);
        node
    }

    fn add_source(&mut self, source: &SourceRecord) {
        if !self.by_id.contains_key(&source.id) {
            let node = self.add(source.name.as_str(), Family::of(source.kind));
            self.by_id.insert(source.id, node);
        }
    }

    fn add_body(&mut self, body: &str) {
        if !self.by_name.contains_key(&name_words(body)) {
            self.add(body, Some(Family::Body));
        }
    }

    fn root(&self, mut node: usize) -> usize {
        while self.parent[node] != node {
            node = self.parent[node];
        }
        node
    }

    /// Joins two sources unless somebody judged them apart; tells whether they are one now.
    ///
    /// The fuller name becomes the root, so that it is the one shown.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        if self.judged_apart(Who(a), Who(b)) {
            return false;
        }
        let fullness = |node: usize| (self.nodes[node].words.len(), std::cmp::Reverse(node));
        let (root, child) = if fullness(a) >= fullness(b) { (a, b) } else { (b, a) };
        self.parent[child] = root;
        true
    }

    /// Reads the judgements: on one pair the latest counts; "not same as" before "same as".
    fn judge(&mut self, ties: &[SourceTie]) {
        let latest = latest_on_each_pair(ties);
        let node = |id: &SourceId| self.by_id.get(id).copied();
        let pairs: Vec<(usize, usize, &SourceTie)> =
            latest.iter().filter_map(|tie| Some((node(&tie.a)?, node(&tie.b)?, *tie))).collect();
        for &(a, b, _) in pairs.iter().filter(|(a, b, tie)| tie.tie == Tie::NotSameAs && a != b) {
            self.apart.insert((a.min(b), a.max(b)));
        }
        for &(a, b, tie) in pairs.iter().filter(|(_, _, tie)| tie.tie == Tie::SameAs) {
            if !self.join(a, b) {
                self.note_conflict(a, b, tie);
            }
        }
    }

    fn note_conflict(&mut self, a: usize, b: usize, tie: &SourceTie) {
        let [a, b] = [a, b].map(|node| self.nodes[node].name.clone());
        let by = tie.judged.as_ref().map_or("the program", |judged| judged.by.as_str());
        let because = format!(
            "{by} judged {a} the same as {b}, but a chain of judgements also holds them apart; they are kept apart"
        );
        self.conflicts.push(IdentityConflict { a, b, because });
    }

    fn join_equal_names(&mut self) {
        let groups: Vec<Vec<usize>> =
            self.by_name.values().filter(|nodes| nodes.len() > 1).cloned().collect();
        for nodes in groups {
            for pair in nodes.windows(2) {
                self.join(pair[0], pair[1]);
            }
        }
    }

    /// Joins a short name to the one long name that it shortens, if there is just one.
    fn join_short_names(&mut self) {
        let mut by_key: BTreeMap<(Family, String), Vec<usize>> = BTreeMap::new();
        for (node, Node { words, family, .. }) in self.nodes.iter().enumerate() {
            for key in family.iter().flat_map(|family| look_up_keys(words, *family)) {
                by_key.entry(key).or_default().push(node);
            }
        }
        for (short, long) in self.short_names(&by_key) {
            self.join(short, long);
        }
    }

    fn short_names(&self, by_key: &BTreeMap<(Family, String), Vec<usize>>) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (short, node) in self.nodes.iter().enumerate() {
            let Some(family) = node.family else { continue };
            let Some(key) = look_up_keys(&node.words, family).into_iter().next() else { continue };
            let near = by_key.get(&key).map_or(&[][..], Vec::as_slice);
            if near.len() > MOST_BEARERS {
                continue;
            }
            let longer = near.iter().filter(|&&long| {
                self.nodes[long].family == node.family
                    && shortens(&node.words, &self.nodes[long].words, family)
            });
            found.extend(self.only_one(longer.copied()).map(|long| (short, long)));
        }
        found
    }

    /// The fullest of `nodes` if each of the others is a shorter form of it; else `None`.
    fn only_one(&self, nodes: impl Iterator<Item = usize>) -> Option<usize> {
        let roots: BTreeSet<usize> = nodes.map(|node| self.root(node)).collect();
        let fullest = roots.iter().copied().max_by_key(|&node| self.nodes[node].words.len())?;
        let words = |node: usize| self.nodes[node].words.as_slice();
        let family = self.nodes[fullest].family?;
        let fits =
            |node: &usize| *node == fullest || shortens(words(*node), words(fullest), family);
        roots.iter().all(fits).then_some(fullest)
    }
}

/// More sources than this that share a surname: none of them is surely meant by it alone.
const MOST_BEARERS: usize = 200;

/// The words under which a name is looked up: the surname; a body's first word and its initials.
fn look_up_keys(words: &[String], family: Family) -> Vec<(Family, String)> {
    let key = |word: &String| (family, word.clone());
    match family {
        Family::Person => words.last().map(key).into_iter().collect(),
        Family::Body => {
            let initials: String = words
                .iter()
                .filter(|word| !matches!(word.as_str(), "of" | "the" | "and" | "for"))
                .filter_map(|word| word.chars().next())
                .collect();
            words.first().map(key).into_iter().chain([(family, initials)]).collect()
        }
    }
}

fn latest_on_each_pair(ties: &[SourceTie]) -> Vec<&SourceTie> {
    let mut on_pair: BTreeMap<(SourceId, SourceId), &SourceTie> = BTreeMap::new();
    let stamp = |tie: &SourceTie| tie.judged.as_ref().map(|judged| judged.at);
    for tie in ties.iter().filter(|tie| tie.tie != Tie::SpeaksFor) {
        let pair = (tie.a.min(tie.b), tie.a.max(tie.b));
        let newer =
            on_pair.get(&pair).is_none_or(|old| (stamp(tie), tie.tie) >= (stamp(old), old.tie));
        if newer {
            on_pair.insert(pair, tie);
        }
    }
    let mut ties: Vec<&SourceTie> = on_pair.into_values().collect();
    ties.sort_by_key(|tie| (stamp(tie), tie.a, tie.b));
    ties
}
