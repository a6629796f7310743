//! JSON text: its tokens, the spans of its parts, the values of its strings, and why a text is not JSON.

mod brackets;
mod cursor;
mod look_alikes;
mod number_slip;
pub(crate) mod objects;
mod placeholder;
mod plain;
mod route;
mod slips;
mod stop;
pub mod syntax;
mod white_space;
pub mod written;

use std::borrow::Cow;

pub(crate) use brackets::{Brackets, OpenBrackets};
pub(crate) use cursor::{Cursor, Numeral, escape_length};
pub(crate) use placeholder::has_placeholder;
pub(crate) use plain::{has_any, string_ends};
pub(crate) use route::route;
pub(crate) use stop::valid_up_to;
pub use white_space::{is_white_space, leading_white_space, trim_end, trim_start};

/// Bytes `start..end` of a request's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `part` in `whole`, which must be the text that it is a slice of: the distance of their addresses is the
    /// offset. For any other text, the empty span at the start, which is wrong but never out of bounds.
    pub fn of(part: &str, whole: &str) -> Self {
        let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
        let end = start.wrapping_add(part.len());
        if start <= end && end <= whole.len() { Self { start, end } } else { Self { start: 0, end: 0 } }
    }

    /// The same span in a text that has `by` more bytes before it.
    pub(crate) fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The characters of `text` that the span covers.
    pub fn cut(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The kind of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    String,
    /// `12.50`
    Number,
    /// `true`, `false`
    Boolean,
    /// `null`
    Null,
}

impl Kind {
    /// The kind of a valid JSON value, which its first byte tells.
    pub fn of(raw: &str) -> Self {
        match raw.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }

    /// The kind's name in a JSON Schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }

    /// Several values of the kind: "objects".
    pub fn plural(self) -> &'static str {
        match self {
            Self::Object => "objects",
            Self::Array => "arrays",
            Self::String => "strings",
            Self::Number => "numbers",
            Self::Boolean => "booleans",
            Self::Null => "null",
        }
    }

    /// The kind with its article: "an object".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::Null => "null",
        }
    }
}

/// A JSON string's characters between its quotes.
pub fn unquote(raw: &str) -> &str {
    raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw)
}

/// The bytes of a JSON string's value. A lone surrogate, which RFC 8259 allows, becomes its three-byte form, so that
/// different strings stay different. A value of another kind becomes its text.
pub fn decode(raw: &str) -> Cow<'_, [u8]> {
    decode_key(unquote(raw))
}

/// The bytes of a key's value, given without its quotes: `\u0061mount` is `amount`.
pub fn decode_key(key: &str) -> Cow<'_, [u8]> {
    let decoded = key.contains('\\').then(|| decode_escapes(&format!("\"{key}\""))).and_then(Result::ok);
    decoded.map_or(Cow::Borrowed(key.as_bytes()), Cow::Owned)
}

fn decode_escapes(string: &str) -> serde_json::Result<Vec<u8>> {
    struct Bytes;
    impl serde::de::Visitor<'_> for Bytes {
        type Value = Vec<u8>;
        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            formatter.write_str("a string")
        }
        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(string);
    let bytes = serde::Deserializer::deserialize_bytes(&mut deserializer, Bytes)?;
    deserializer.end().map(|()| bytes)
}
