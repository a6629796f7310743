//! The text of a request: where its bytes are in the input, and what of it may be shown.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::position::{Position, Positions, STEP};
use super::quoting::Decoded;
use super::redact::Redacted;
use crate::json::Span;

/// A request's text, with its place in the input.
#[derive(Debug)]
pub struct SourceText<'a> {
    /// The text; where it is not UTF-8, with replacement characters.
    pub text: Cow<'a, str>,
    /// How it is written in the input, if it was decoded.
    quoted: Option<Quoted<'a>>,
    /// The places in the input of its bytes, as they are written there.
    positions: Positions,
    /// Whether only what is in [`shown`](Self::shown) may be shown.
    redacts: bool,
    redacted: OnceCell<Redacted>,
}

/// How a decoded text is written in the input.
#[derive(Debug)]
struct Quoted<'a> {
    bytes: &'a [u8],
    decoded: &'a Decoded,
    /// The lines of the decoded text.
    lines: Positions,
}

impl<'a> SourceText<'a> {
    /// The text of these bytes, which are at `start` in the input.
    pub fn new(bytes: &'a [u8], start: Position, redacts: bool) -> Self {
        let text =
            simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
        Self::of(text, start, redacts)
    }

    /// This text, which is at `start` in the input.
    pub fn of(text: Cow<'a, str>, start: Position, redacts: bool) -> Self {
        let positions = Positions::new(start);
        Self { text, quoted: None, positions, redacts, redacted: OnceCell::new() }
    }

    /// The text that these bytes, which are at `start` in the input, are decoded to.
    pub fn decoded(bytes: &'a [u8], decoded: &'a Decoded, start: Position, redacts: bool) -> Self {
        let source = Self::new(decoded.text.as_bytes(), start, redacts);
        let lines = Positions::new(Position::START);
        Self { quoted: Some(Quoted { bytes, decoded, lines }), ..source }
    }

    /// Whether the text was decoded, so that its lines are not those of the input.
    pub fn is_decoded(&self) -> bool {
        self.quoted.is_some()
    }

    /// Whether the text was decoded from base64.
    pub fn is_base64(&self) -> bool {
        self.quoted.as_ref().is_some_and(|quoted| quoted.decoded.is_base64)
    }

    /// Whether there are replacement characters in the text for what is not UTF-8.
    fn is_lossy(&self) -> bool {
        matches!(self.text, Cow::Owned(_))
    }

    /// The position in the input of a byte of the text.
    pub fn position(&self, offset: usize) -> Position {
        match &self.quoted {
            Some(Quoted { bytes, decoded, .. }) => self.positions.of(bytes, decoded.outer(offset)),
            None => self.positions.of(self.text.as_bytes(), offset),
        }
    }

    /// The positions in the input of a span's start and end. What is not UTF-8 is one byte.
    pub fn range(&self, span: Span) -> [Position; 2] {
        if let Some(Quoted { bytes, decoded, .. }) = &self.quoted {
            let Span { start, end } = decoded.outer_span(span);
            return [start, end].map(|offset| self.positions.of(bytes, offset));
        }
        let start = self.position(span.start);
        let text = span.cut(&self.text);
        if self.is_lossy() && text == "\u{fffd}" {
            // The replacement character has more bytes.
            return [start, start.after(b"?")];
        }
        // Most spans are short. A long one is not counted again for each finding.
        [start, if text.len() < STEP { start.after(text.as_bytes()) } else { self.position(span.end) }]
    }

    /// The text as it may be shown, with the same number of lines.
    pub fn shown(&self) -> &str {
        self.redacted().map_or(&self.text, Redacted::text)
    }

    /// Where a span of the text is in what may be shown.
    pub fn shown_span(&self, span: Span) -> Span {
        self.redacted().map_or(span, |redacted| redacted.shown(span))
    }

    /// The number of the line that begins at an offset of what may be shown: in the input, or in the decoded text.
    pub fn shown_line(&self, offset: usize) -> u64 {
        self.lines().of(self.text.as_bytes(), self.real(offset)).line
    }

    /// The line around a byte of what may be shown, without its line break.
    pub fn shown_line_around(&self, offset: usize) -> Range<usize> {
        let Range { start, end } = self.lines().line(self.text.as_bytes(), self.real(offset));
        let Span { start, end } = self.shown_span(Span { start, end });
        start..end
    }

    /// The lines of the text.
    fn lines(&self) -> &Positions {
        self.quoted.as_ref().map_or(&self.positions, |quoted| &quoted.lines)
    }

    /// Where a byte of what may be shown is in the text.
    fn real(&self, offset: usize) -> usize {
        self.redacted().map_or(offset, |redacted| redacted.real(offset))
    }

    fn redacted(&self) -> Option<&Redacted> {
        self.redacts.then(|| self.redacted.get_or_init(|| Redacted::new(&self.text)))
    }
}
