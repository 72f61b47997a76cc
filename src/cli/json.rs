//! JSON that is exact to a program and inert on a terminal.

use std::io::{self, Write};

use serde::Serialize;

/// Writes `value` on one line.
pub(crate) fn line<T: Serialize>(out: &mut impl Write, value: &T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
