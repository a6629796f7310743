//! Why a text is not one JSON object, as data.

use super::written::NumberFault;
use super::{Kind, Span};

/// Why a text is not one JSON object, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError<'t> {
    /// What is wrong.
    pub kind: SyntaxErrorKind<'t>,
    /// What has to be changed: empty where something is missing; the whole text if it is JSON.
    pub span: Span,
}

/// What is wrong with a text that is not one JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind<'t> {
    /// The text is JSON, but a value of this kind.
    NotAnObject(Kind),
    /// The text ends within a value of this kind, or before a value (`None`). Then, the bracket, if it is the only one that
    /// is missing.
    CutShort(Option<Kind>, Option<char>),
    /// A byte, this one, is not UTF-8.
    NotUtf8(u8),
    /// A string has no closing quote.
    UnclosedString,
    /// A line break is in a string.
    LineBreakInString,
    /// A tab is in a string.
    TabInString,
    /// Another control character.
    ControlCharacter(char),
    /// A backslash in a string does not begin an escape of JSON.
    WrongEscape,
    /// `\u` in a string has no four hexadecimal digits after it.
    WrongUnicodeEscape,
    /// Seven equal characters that git writes around the versions of a conflict.
    MergeConflict,
    /// A placeholder of a template: `{{total}}`, `%s`.
    Placeholder,
    /// A comma is before a closing bracket.
    TrailingComma,
    /// A comma has nothing before it.
    ExtraComma,
    /// A closing bracket, this one, has no opening bracket.
    ExtraBracket(char),
    /// A number that is written in another way, and the JSON number that it means, if that is clear.
    Number(NumberFault, Option<String>),
    /// A word of another language: `None`, `NaN`.
    NotAValue {
        /// The word.
        word: &'t str,
        /// The JSON value with the same meaning, if there is one.
        json: Option<&'static str>,
    },
    /// A text that looks like punctuation of JSON, or like nothing.
    LookAlike(&'static LookAlike),
    /// A byte order mark that is not at the start of the text.
    ByteOrderMark,
    /// `'`, as around a string.
    SingleQuote,
    /// `/` or `#`, as before a comment.
    Comment,
    /// A NUL character.
    Nul,
    /// A key without quotes.
    UnquotedKey(&'t str),
    /// A value without quotes.
    UnquotedValue(&'t str),
    /// Text is before the JSON object.
    TextBefore,
    /// Text is after the JSON value, which is valid.
    TextAfter,
    /// Another JSON value begins after the first, which is valid.
    SecondValue,
    /// Something else is missing.
    Expected(Missing),
}

/// A text that looks like something else.
#[derive(Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The text.
    pub text: &'static str,
    /// What it is called, with its article.
    pub name: &'static str,
    /// What to write instead; nothing if it has to be deleted.
    pub write: &'static str,
}

/// What is missing from a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A comma after a value.
    Comma,
    /// A colon after a key.
    Colon,
    /// A value after a colon.
    ValueAfterColon,
    /// A value.
    Value,
    /// A key.
    Key,
    /// A bracket that closes an object or an array.
    Closing(char),
    /// The brace before the first key.
    FirstBrace,
    /// An object.
    Object,
}

impl SyntaxError<'_> {
    /// The error of `bytes` that are UTF-8 only up to `valid_up_to`. Its span covers the replacement character that is
    /// shown for the byte there.
    pub fn not_utf8(bytes: &[u8], valid_up_to: usize) -> Self {
        let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
        let end = valid_up_to + char::REPLACEMENT_CHARACTER.len_utf8();
        Self { kind: SyntaxErrorKind::NotUtf8(byte), span: Span { start: valid_up_to, end } }
    }
}
