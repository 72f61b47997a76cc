//! What can be wrong with a file that is to be read.

/// Why bytes could not be read as a document. `Display` says what and where; [`ReadError::hint`]
/// says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No text at all.
    #[error("it holds no text ({size} bytes)")]
    Empty {
        /// The number of bytes.
        size: usize,
    },
    /// Over the limit.
    #[error("it is too large: {size} bytes, and a document may have {max}", max = super::MAX_BYTES)]
    TooLarge {
        /// The number of bytes.
        size: usize,
    },
    /// A format of other programs.
    #[error("it is {kind}, not a text, Markdown or HTML file")]
    Foreign {
        /// What it is: "a PDF file".
        kind: &'static str,
    },
    /// A NUL, which no text has.
    #[error("it is a binary file: there is a NUL at byte {offset}")]
    Binary {
        /// Where, counted from 0 in the bytes as given (in the decoded text, if not UTF-8).
        offset: usize,
    },
    /// Not UTF-8, and nothing says what else.
    #[error("it is not UTF-8: byte {offset} is 0x{byte:02x}")]
    NotUtf8 {
        /// Where the first bad sequence starts, counted from 0.
        offset: usize,
        /// The byte there.
        byte: u8,
    },
    /// Not in the encoding that it declares.
    #[error(
        "it is not {encoding}, as it says it is: the bytes at {offset} are none of its characters"
    )]
    NotAsDeclared {
        /// The encoding's name.
        encoding: &'static str,
        /// Where the first bad sequence ends, counted from 0.
        offset: usize,
    },
    /// Front matter that never ends.
    #[error(
        "line 1: the front matter opens with '{mark}' and is not closed by another '{mark}' line"
    )]
    FrontMatterOpen {
        /// `---` or `+++`.
        mark: &'static str,
    },
    /// Front matter that is not what its marks say.
    #[error("line {line}: the front matter is not {language}: {reason}")]
    FrontMatter {
        /// The line in the file, counted from 1.
        line: usize,
        /// "YAML" or "TOML".
        language: &'static str,
        /// What the parser found.
        reason: String,
    },
    /// A value of the front matter that means nothing.
    #[error("line {line}: front matter key '{key}': {reason}")]
    Value {
        /// The line in the file, counted from 1.
        line: usize,
        /// The key, as it stands there.
        key: String,
        /// What is wrong with the value.
        reason: String,
    },
    /// A page without words.
    #[error("the page holds no text outside its menus and scripts")]
    NoText,
    /// A page made to be slow.
    #[error("byte {offset}: the page's elements are {what}, more than {max}")]
    Tangled {
        /// Where, in bytes of the decoded page.
        offset: usize,
        /// "nested too deep" or "given too many attributes".
        what: &'static str,
        /// The limit that was passed.
        max: usize,
    },
}

impl ReadError {
    /// Says what to do next.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "check that the article was saved with its text",
            Self::TooLarge { .. } => "split it into one file an article",
            Self::Foreign { .. } => "export or copy its text into a .txt file and log that",
            Self::Binary { .. } => "log the text of the article, saved as UTF-8",
            Self::NotUtf8 { .. } => {
                "save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE"
            }
            Self::NotAsDeclared { .. } => "save it as UTF-8, or correct the encoding it declares",
            Self::FrontMatterOpen { .. } => {
                "close it with the same line, or begin with an empty line"
            }
            Self::FrontMatter { .. } => {
                "write one 'key: value' a line, with quotes round a value that has ': ' in it"
            }
            Self::Value { .. } => {
                "correct the line, or leave it out and give the value as an option"
            }
            Self::NoText => "save the page again with its text visible, or log a .txt file",
            Self::Tangled { .. } => "copy the article's text into a .txt file and log that",
        }
    }
}
