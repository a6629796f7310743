//! The text of a request: where its bytes are in the input, and what of it may be shown.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

use memchr::{memchr, memrchr};

use super::position::Position;
use super::redact::Redacted;
use crate::json::Span;

/// A request's text, with its place in the input.
///
/// Places are counted from the last one that was asked for, so that asking for all of them in order is linear.
#[derive(Debug)]
pub struct SourceText<'a> {
    /// The text; where it is not UTF-8, with replacement characters.
    pub text: Cow<'a, str>,
    /// The position of its first byte in the input.
    start: Position,
    /// Whether only what is in [`shown`](Self::shown) may be shown.
    redacts: bool,
    redacted: OnceCell<Redacted>,
    /// The last offset that was asked for, with its position.
    counted: Cell<(usize, Position)>,
    /// The same of the last line's start.
    counted_lines: Cell<(usize, Position)>,
    /// The last line that was asked for: its start and its end.
    line: Cell<Option<(usize, usize)>>,
}

impl<'a> SourceText<'a> {
    /// The text of these bytes, which are at `start` in the input.
    pub(crate) fn new(bytes: &'a [u8], start: Position, redacts: bool) -> Self {
        let text =
            simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
        Self {
            text,
            start,
            redacts,
            redacted: OnceCell::new(),
            counted: Cell::new((0, start)),
            counted_lines: Cell::new((0, start)),
            line: Cell::new(None),
        }
    }

    /// Whether there are replacement characters in the text for what is not UTF-8.
    pub fn is_lossy(&self) -> bool {
        matches!(self.text, Cow::Owned(_))
    }

    /// The position in the input of a byte of the text.
    pub fn position(&self, offset: usize) -> Position {
        self.count_to(offset, &self.counted)
    }

    fn count_to(&self, offset: usize, counted: &Cell<(usize, Position)>) -> Position {
        let (from, position) = counted.get();
        let (from, position) = if from <= offset { (from, position) } else { (0, self.start) };
        let position = position.after(self.text.as_bytes().get(from..offset).unwrap_or_default());
        counted.set((offset, position));
        position
    }

    /// The text as it may be shown, with the same number of lines.
    pub fn shown(&self) -> &str {
        self.redacted().map_or(&self.text, Redacted::text)
    }

    /// Where a span of the text is in what may be shown.
    pub fn shown_span(&self, span: Span) -> Span {
        self.redacted().map_or(span, |redacted| redacted.shown(span))
    }

    /// The number in the input of the line that begins at an offset of what may be shown.
    pub fn shown_line(&self, offset: usize) -> u64 {
        let offset = self.redacted().map_or(offset, |redacted| redacted.real(offset));
        self.count_to(offset, &self.counted_lines).line
    }

    /// The line around a byte of what may be shown, without its line break.
    pub fn shown_line_around(&self, offset: usize) -> Range<usize> {
        if let Some((start, end)) = self.line.get()
            && (start..=end).contains(&offset)
        {
            return start..end;
        }
        let text = self.shown().as_bytes();
        let (before, after) = text.split_at_checked(offset).unwrap_or((text, b""));
        let start = memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        let end = memchr(b'\n', after).map_or(text.len(), |newline| before.len() + newline);
        self.line.set(Some((start, end)));
        start..end
    }

    fn redacted(&self) -> Option<&Redacted> {
        self.redacts.then(|| self.redacted.get_or_init(|| Redacted::new(&self.text)))
    }
}
