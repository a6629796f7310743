//! Where a strict reader stops in a text that is not JSON, and what it expects there.

use memchr::memchr;

use super::brackets::Brackets;
use super::cursor::Cursor;
use super::white_space::is_white_space;

/// What a reader expects at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// A value.
    Value,
    /// A key, or the end of an empty object.
    Key,
    /// The colon after a key.
    Colon,
    /// A comma or the closing bracket.
    Comma,
    /// The end of the text.
    End,
    /// More of a string, which begins at this offset.
    StringContent(usize),
}

/// The place at which a strict reader stops.
#[derive(Debug)]
pub(super) struct Stop<'t> {
    pub(super) text: &'t str,
    /// The offset of the first character that cannot be read.
    pub(super) at: usize,
    /// The offset after the last token before it.
    pub(super) end: usize,
    pub(super) expected: Expected,
    /// The closing bracket of the innermost object or array that is open.
    pub(super) open: Option<u8>,
    /// Whether no other is open.
    pub(super) is_only_open: bool,
    /// The last string before it: the offset of its first quote.
    pub(super) string: Option<usize>,
}

impl<'t> Stop<'t> {
    /// Where a reader of one JSON value stops; `None` if the text is one.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let (mut cursor, mut open) = (Cursor::new(text), Brackets::default());
        cursor.skip_white_space();
        let is_value = cursor.skip_value_in(&mut open).is_some();
        if is_value {
            cursor.skip_white_space();
            if cursor.is_at_end() {
                return None;
            }
        }
        let at = cursor.at();
        let read = text.get(..at).unwrap_or_default();
        let before = trim_end(read);
        let innermost = open.pop();
        let mut stop = Self {
            text,
            at,
            end: before.len(),
            expected: Expected::End,
            open: innermost,
            is_only_open: innermost.is_some() && open.is_empty(),
            string: None,
        };
        stop.expected = match stop.read_strings(read) {
            Some(start) => Expected::StringContent(start),
            None if is_value => Expected::End,
            None => stop.expected_after(before),
        };
        Some(stop)
    }

    /// Finds the last string. Returns the start of the string in which reading stopped, if it did.
    fn read_strings(&mut self, read: &str) -> Option<usize> {
        let mut at = 0;
        while let Some(quote) = read.get(at..).and_then(|rest| memchr(b'"', rest.as_bytes())) {
            let start = at + quote;
            let mut cursor = Cursor::new_at(read, start);
            if cursor.skip_value().is_none() {
                return Some(start);
            }
            (self.string, at) = (Some(start), cursor.at());
        }
        None
    }

    /// What is expected after a text that ends with a token.
    fn expected_after(&self, before: &str) -> Expected {
        match before.as_bytes().last() {
            Some(b'{') => Expected::Key,
            Some(b',') if self.open == Some(b'}') => Expected::Key,
            None | Some(b'[' | b':' | b',') => Expected::Value,
            Some(b'"') if self.open == Some(b'}') => {
                let key = self.string.and_then(|start| before.get(..start)).unwrap_or_default();
                let is_key = trim_end(key).ends_with(['{', ',']);
                if is_key { Expected::Colon } else { Expected::Comma }
            }
            Some(_) => Expected::Comma,
        }
    }

    /// The text before the last token, without the white space after it.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.end).unwrap_or_default()
    }

    /// The text that cannot be read.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether a key or a value is expected.
    pub(super) fn is_before_token(&self) -> bool {
        matches!(self.expected, Expected::Key | Expected::Value)
    }
}

/// A text without JSON's white space at its end.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(|last: char| u8::try_from(last).is_ok_and(is_white_space))
}

/// The length of the part of a text, from its start, that is JSON.
pub(crate) fn valid_up_to(text: &str) -> usize {
    Stop::of(text).map_or(text.len(), |stop| stop.at)
}
