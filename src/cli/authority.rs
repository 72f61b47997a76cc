//! Whose time stamps the user trusts.

use onrecord::ledger::{Authority, Checked, Stamped};

use serde_json::{Value, json};

use super::failure::Failure;
use super::inputs;
use super::ui::Line;

/// What a verb that checks time stamps takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Trusting {
    /// The certificate in PEM that time stamps must lead to; without it, who made one is not checked
    #[arg(long, value_name = "CERT", value_hint = clap::ValueHint::FilePath)]
    authority: Option<String>,
}

impl Trusting {
    /// Reads the certificates, if any are named.
    pub(crate) fn authority(&self) -> Result<Option<Authority>, Failure> {
        let Some(file) = &self.authority else { return Ok(None) };
        let read = Authority::from_pem(&inputs::bytes(file)?);
        read.map(Some).map_err(|error| Failure::failed(format!("{file} is {error}")))
    }
}

/// The same for programs.
pub(crate) fn as_json(stamped: &Stamped) -> Value {
    let checked = stamped.authority == Checked::Trusted;
    json!({"at": stamped.at, "by": stamped.by, "authority_checked": checked})
}

/// When, and who says so.
pub(crate) fn line(stamped: &Stamped) -> Line {
    let line = Line::new().plain(format!("by {stamped}"));
    match stamped.authority {
        Checked::Trusted => line.good(", whom you trust"),
        Checked::NotChecked => {
            line.doubt(": who that is was not checked; give a certificate with --authority")
        }
    }
}
