//! Protected sources: what `vault list --json` prints. Nothing here knows who they are.

use serde::Serialize;

use super::cells::{Cells, known};
use crate::model::{Commitment, SourceId, SourceName};

/// A protected source.
#[derive(Clone, Debug, Serialize)]
pub struct ListedProtection {
    /// The commitment to who it is.
    pub commitment: Commitment,
    /// The source on record, if a standing fact names the commitment.
    pub source: Option<SourceId>,
    /// Its wording.
    pub name: Option<SourceName>,
    /// What has become of the identity: kept, forgotten, incomplete, not in this vault.
    pub identity: &'static str,
}

impl Cells for ListedProtection {
    const HEADERS: &'static [&'static str] = &["commitment", "source", "name", "identity"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.commitment.to_string(),
            known(self.source.as_ref()),
            known(self.name.as_ref()),
            self.identity.to_owned(),
        ]
    }
}
