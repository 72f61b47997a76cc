//! Is the tree over the entries the one that was kept, and the one that was signed?

use rusqlite::{Connection, OptionalExtension};

use crate::ledger::{Checkpoint, Edge};
use crate::model::ContentHash;

use super::check::{Findings, in_row};
use super::error::Result;
use super::{ledger, tree};

/// The tree as it grows again, entry by entry, and the checkpoints that it will meet.
pub(super) struct Tree {
    edge: Edge,
    /// Those still ahead, the smallest last.
    ahead: Vec<Signed>,
}

/// A checkpoint, and where its own fault is told.
struct Signed {
    table: &'static str,
    place: String,
    checkpoint: Checkpoint,
}

const NODE: &str = "SELECT hash FROM node WHERE level = :level AND nth = :nth";

impl Tree {
    /// Begins with the checkpoints that were kept, and the one that the user has.
    pub(super) fn new(
        connection: &Connection,
        found: &mut Findings,
        since: Option<&Checkpoint>,
    ) -> Result<Self> {
        let mut ahead = Vec::new();
        for (expected, (row, kept)) in (1..).zip(ledger::kept(connection)?) {
            found.add("checkpoints", 1);
            if row != expected {
                found.fault("checkpoint", in_row(row), format!("stands where {expected} should"));
            }
            let (table, place) = ("checkpoint", in_row(row));
            match ledger::read(&kept) {
                Ok(checkpoint) => ahead.push(Signed { table, place, checkpoint }),
                Err(problem) => found.fault(table, place, problem),
            }
        }
        if let Some(checkpoint) = since {
            let place = "against the checkpoint given".to_owned();
            ahead.push(Signed { table: "entry", place, checkpoint: checkpoint.clone() });
        }
        let origin = ledger::origin(connection)?.unwrap_or("none".to_owned());
        ahead.retain(|signed| signed.is_of(&origin, found));
        ahead.sort_by_key(|signed| std::cmp::Reverse(signed.checkpoint.size));
        let mut tree = Self { edge: Edge::default(), ahead };
        tree.meet(found);
        Ok(tree)
    }

    /// Adds an entry's leaf; compares what it completes.
    pub(super) fn push(
        &mut self,
        connection: &Connection,
        found: &mut Findings,
        leaf: ContentHash,
    ) -> Result<()> {
        let mut complete = Vec::new();
        self.edge.push(leaf, |height, hash| {
            if height.is_multiple_of(tree::STEP) {
                complete.push((height, hash));
            }
        });
        for (height, hash) in complete {
            let place = (height / tree::STEP, (self.edge.size() >> height) - 1);
            let mut statement = connection.prepare_cached(NODE)?;
            let kept: Option<ContentHash> =
                statement.query_row(place, |row| row.get(0)).optional()?;
            if kept != Some(hash) {
                let kept = kept.map_or("nothing".to_owned(), |hash| hash.to_string());
                let problem = format!("{kept} is kept, but the entries have the root {hash}");
                found.fault("node", format!("level {}, {}", place.0, place.1), problem);
            }
        }
        self.meet(found);
        Ok(())
    }

    /// Compares the checkpoints of the size that the tree has now.
    fn meet(&mut self, found: &mut Findings) {
        let size = self.edge.size();
        while let Some(signed) = self.ahead.pop_if(|signed| signed.checkpoint.size <= size) {
            let (now, root) = (self.edge.root(), signed.checkpoint.root);
            if now != root {
                let problem = format!(
                    "the first {size} entries are not those that were signed: their root is \
                     {now}, the checkpoint has {root}"
                );
                found.fault(signed.table, signed.place, problem);
            }
        }
    }

    /// Compares what is left when all entries have been met.
    pub(super) fn finish(self, connection: &Connection, found: &mut Findings) -> Result<()> {
        let size = self.edge.size();
        for signed in self.ahead {
            let had = signed.checkpoint.size;
            let problem =
                format!("{had} entries were signed, but only {size} are there: the last are gone");
            found.fault(signed.table, signed.place, problem);
        }
        let sql = "SELECT count(*) FROM node";
        let kept: u64 = connection.query_row(sql, [], |row| row.get(0))?;
        let complete: u64 = (1..8).map(|level| size >> (level * tree::STEP)).sum();
        if kept > complete {
            let problem = format!("{kept} roots are kept, but {complete} subtrees are complete");
            found.fault("node", "all", problem);
        }
        Ok(())
    }
}

impl Signed {
    fn is_of(&self, origin: &str, found: &mut Findings) -> bool {
        let of = &self.checkpoint.origin;
        if of != origin {
            let problem =
                format!("the checkpoint is of the ledger {of}, but this is the ledger {origin}");
            found.fault(self.table, self.place.clone(), problem);
        }
        of == origin
    }
}
