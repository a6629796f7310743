//! Why a text is not one JSON object, as data.

use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::{Kind, Span};

/// Why a text is not one JSON object, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError<'t> {
    /// What is wrong.
    pub kind: SyntaxErrorKind<'t>,
    /// The character at which reading stopped, or the whole text if it is JSON.
    pub span: Span,
}

/// What is wrong with a text that is not one JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind<'t> {
    /// The text is JSON, but a value of this kind.
    NotAnObject(Kind),
    /// The text ends within a value of this kind, or before a value (`None`).
    CutShort(Option<Kind>),
    /// A byte, this one, is not UTF-8.
    NotUtf8(u8),
    /// A comma is followed by a closing bracket.
    TrailingComma,
    /// A comma is between the digits of a number: `12,50`.
    DecimalComma,
    /// A word of another language: `None`, `NaN`.
    NotAValue {
        /// The word.
        word: &'t str,
        /// The JSON value with the same meaning, if there is one.
        json: Option<&'static str>,
    },
    /// A byte order mark that is not at the start of the text.
    ByteOrderMark,
    /// `'`, as around a string.
    SingleQuote,
    /// `/` or `#`, as before a comment.
    Comment,
    /// A NUL character.
    Nul,
    /// A line break in a string.
    LineBreakInString,
    /// Another control character.
    ControlCharacter(char),
    /// Anything else, in `serde_json`'s words.
    Other(String),
}

impl<'t> SyntaxError<'t> {
    /// Finds out why `text` is not one JSON object.
    pub fn of(text: &'t str) -> Self {
        let Err(error) = serde_json::from_str::<IgnoredAny>(text) else {
            let kind = SyntaxErrorKind::NotAnObject(Kind::of(text));
            return Self { kind, span: Span { start: 0, end: text.len() } };
        };
        let description = error.to_string();
        let what = description.rsplit_once(" at line ").map_or(&*description, |(what, _)| what);
        let span = locate(text, &error, what.starts_with("control character"));
        let kind = match error.classify() {
            Category::Eof => SyntaxErrorKind::CutShort(unfinished_value(what)),
            _ => recognise(text, span.start).unwrap_or_else(|| SyntaxErrorKind::Other(what.to_owned())),
        };
        Self { kind, span }
    }

    /// The error of `bytes` that are UTF-8 only up to `valid_up_to`. Its span covers the replacement character that is
    /// shown for the byte there.
    pub fn not_utf8(bytes: &[u8], valid_up_to: usize) -> Self {
        let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
        let end = valid_up_to + char::REPLACEMENT_CHARACTER.len_utf8();
        Self { kind: SyntaxErrorKind::NotUtf8(byte), span: Span { start: valid_up_to, end } }
    }
}

/// The length of the part of a text, from its start, that is JSON.
pub fn valid_up_to(text: &str) -> usize {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => text.len(),
        Err(error) => locate(text, &error, false).start,
    }
}

/// The kind of value within which the text ends, from `serde_json`'s description of the error.
fn unfinished_value(description: &str) -> Option<Kind> {
    match description.rsplit_once(' ')?.1 {
        "list" => Some(Kind::Array),
        "object" => Some(Kind::Object),
        "string" => Some(Kind::String),
        _ => None,
    }
}

/// Recognises what is not JSON but usual in other notations, at the offset `at`.
fn recognise(text: &str, at: usize) -> Option<SyntaxErrorKind<'_>> {
    let (before, rest) = text.split_at_checked(at)?;
    if rest.starts_with(['}', ']']) && before.trim_ascii_end().ends_with(',') {
        return Some(SyntaxErrorKind::TrailingComma);
    }
    let ends_with_digit = |text: &str| text.ends_with(|last: char| last.is_ascii_digit());
    if rest.starts_with(|first: char| first.is_ascii_digit())
        && before.strip_suffix(',').is_some_and(ends_with_digit)
    {
        return Some(SyntaxErrorKind::DecimalComma);
    }
    let word_end = rest.find(|character: char| !character.is_ascii_alphanumeric());
    let word = rest.get(..word_end.unwrap_or(rest.len()))?;
    let not_a_value = |json| Some(SyntaxErrorKind::NotAValue { word, json });
    match word {
        "NaN" | "Infinity" | "nan" | "inf" => return not_a_value(None),
        "None" | "undefined" | "nil" | "NULL" | "Null" => return not_a_value(Some("null")),
        "True" | "TRUE" => return not_a_value(Some("true")),
        "False" | "FALSE" => return not_a_value(Some("false")),
        _ => {}
    }
    match rest.chars().next()? {
        '\u{feff}' => Some(SyntaxErrorKind::ByteOrderMark),
        '\'' => Some(SyntaxErrorKind::SingleQuote),
        '/' | '#' => Some(SyntaxErrorKind::Comment),
        '\0' => Some(SyntaxErrorKind::Nul),
        '\n' | '\r' => Some(SyntaxErrorKind::LineBreakInString),
        first if first.is_control() => Some(SyntaxErrorKind::ControlCharacter(first)),
        _ => None,
    }
}

/// The character at which `serde_json` stopped.
fn locate(text: &str, error: &serde_json::Error, is_control_character: bool) -> Span {
    let line_start = match error.line().checked_sub(2) {
        Some(newline) => memchr::memchr_iter(b'\n', text.as_bytes()).nth(newline).map_or(0, |at| at + 1),
        None => 0,
    };
    let offset = line_start + error.column().saturating_sub(1);
    let mut start = text.floor_char_boundary(offset.min(text.len().saturating_sub(1)));
    if is_control_character {
        // `serde_json` names the character before it.
        let rest = text.get(start..).unwrap_or_default();
        start += rest.find(char::is_control).unwrap_or_default();
    }
    let end = text.ceil_char_boundary(start + 1);
    Span { start, end }
}
