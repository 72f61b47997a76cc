//! How the model's types lie in columns. Kept out of the model, which knows no SQL.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::model::{
    Agreement, ClaimId, Commitment, ContentHash, DocumentId, OperationId, Quotation, Relation,
    RelationId, SourceId, SourceKind, SourceName, Stance, Tie,
};

impl ToSql for ContentHash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(&self.as_bytes()[..]))
    }
}

impl FromSql for ContentHash {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(Self::from_bytes)
    }
}

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                ContentHash::column_result(value).map(Self)
            }
        }
    )+};
}

ids!(ClaimId, Commitment, DocumentId, OperationId, RelationId, SourceId);

impl ToSql for SourceName {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.as_str().to_sql()
    }
}

impl FromSql for SourceName {
    /// A name that is not as the door leaves it has been tampered with.
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let name = Self::new(text).map_err(FromSqlError::other)?;
        if name.as_str() == text { Ok(name) } else { Err(no_such("source name", text)) }
    }
}

/// The value of a list of words whose word is `text`.
pub(super) fn word<T: Copy>(
    all: &[T],
    as_str: impl Fn(T) -> &'static str,
    value: ValueRef<'_>,
) -> FromSqlResult<T> {
    let text = value.as_str()?;
    let found = all.iter().copied().find(|&one| as_str(one) == text);
    found.ok_or_else(|| no_such("value", text))
}

fn no_such(what: &str, text: &str) -> FromSqlError {
    let text: String = text.chars().take(80).collect();
    FromSqlError::Other(format!("'{text}' is no {what}").into())
}

macro_rules! words {
    ($($name:ty: $all:expr),+ $(,)?) => {$(
        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                rusqlite::types::ToSql::to_sql(self.as_str())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(
                value: rusqlite::types::ValueRef<'_>,
            ) -> rusqlite::types::FromSqlResult<Self> {
                $crate::store::sql_types::word($all, Self::as_str, value)
            }
        }
    )+};
}

pub(super) use words;

words! {
    SourceKind: &SourceKind::ALL,
    Stance: &Stance::ALL,
    Quotation: &[Quotation::Direct, Quotation::Indirect, Quotation::Mixed, Quotation::Paraphrase],
    Agreement: Agreement::ALL,
    Relation: Relation::ALL,
    Tie: &[Tie::SameAs, Tie::NotSameAs, Tie::SpeaksFor],
}

/// Reads yes or no; no other number is taken for yes.
pub(super) struct YesOrNo(pub(super) bool);

impl FromSql for YesOrNo {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            0 => Ok(Self(false)),
            1 => Ok(Self(true)),
            other => Err(no_such("truth value", &other.to_string())),
        }
    }
}

/// An instant as the database writes it: UTC, microseconds, so that text order is time order.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Reads an instant; only the one way of writing it is taken.
pub(super) struct Instant(pub(super) DateTime<Utc>);

impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let at: DateTime<Utc> = text.parse().map_err(FromSqlError::other)?;
        if instant(at) == text { Ok(Self(at)) } else { Err(no_such("instant", text)) }
    }
}

/// A day as the database writes it, so that text order is time order.
pub(super) fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}
