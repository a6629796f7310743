//! Lines and columns (contract §9). They are counted only for what is shown.

use std::cell::RefCell;
use std::ops::Range;

/// A position in an input. Lines and columns count from 1; columns count characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u64,
    /// The column.
    pub column: u64,
    /// The column in bytes.
    pub byte: u64,
    /// The number of bytes before it in the input. A byte order mark counts, and of a compressed input, what it holds.
    pub offset: u64,
}

impl Position {
    /// The first character of an input.
    pub const START: Self = Self { line: 1, column: 1, byte: 1, offset: 0 };

    /// The number of bytes before it on its line.
    pub fn column_in_bytes(self) -> usize {
        usize::try_from(self.byte).unwrap_or(usize::MAX).saturating_sub(1)
    }

    /// The position after `bytes`, which begin at this one.
    pub fn after(self, bytes: &[u8]) -> Self {
        Self::end_of(bytes).within(self)
    }

    /// The position after all bytes of a text.
    pub fn end_of(text: &[u8]) -> Self {
        Self::after_lines(line_breaks(text), text)
    }

    /// The position after all bytes of a text that has so many line breaks.
    pub fn after_lines(line_breaks: u64, text: &[u8]) -> Self {
        let last_line = memchr::memrchr(b'\n', text).and_then(|newline| text.get(newline + 1..));
        let last_line = last_line.unwrap_or(text);
        Self {
            line: 1 + line_breaks,
            column: 1 + characters(last_line),
            byte: 1 + last_line.len() as u64,
            offset: text.len() as u64,
        }
    }

    /// This position of a text, as a position of the text that has this text at `start`.
    pub fn within(self, start: Self) -> Self {
        let before = if self.line == 1 { start } else { Self::START };
        Self {
            line: start.line + self.line.saturating_sub(1),
            column: before.column + self.column.saturating_sub(1),
            byte: before.byte + self.byte.saturating_sub(1),
            offset: start.offset + self.offset,
        }
    }
}

/// The number of line breaks in `bytes`.
pub(crate) fn line_breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The number of characters that begin in `bytes`: every byte that is not a continuation byte of UTF-8.
fn characters(bytes: &[u8]) -> u64 {
    // The number for so many bytes is itself a byte, so that many of them are added at once.
    let chunks = bytes.chunks(255);
    let in_chunk =
        |chunk: &[u8]| chunk.iter().fold(0, |sum: u8, byte| sum.wrapping_add((byte & 0xC0 != 0x80).into()));
    chunks.map(|chunk| u64::from(in_chunk(chunk))).sum()
}

/// Bytes between two marks of [`Positions`].
pub(super) const STEP: usize = 1024;

/// The positions and lines of a text. They can be asked for in any order: what was counted is not counted again.
#[derive(Debug)]
pub(super) struct Positions {
    /// The position of the text's first byte.
    start: Position,
    /// The position after each [`STEP`] bytes, as far as they are counted.
    marks: RefCell<Vec<Position>>,
}

impl Positions {
    /// The positions of a text that begins at `start`.
    pub(super) fn new(start: Position) -> Self {
        Self { start, marks: RefCell::default() }
    }

    /// The position of the byte at `offset`.
    pub(super) fn of(&self, text: &[u8], offset: usize) -> Position {
        let steps = offset.min(text.len()) / STEP;
        self.count(text, steps);
        let marks = self.marks.borrow();
        let last = steps.checked_sub(1).and_then(|index| marks.get(index)).unwrap_or(&self.start);
        last.after(text.get(steps * STEP..offset).unwrap_or_default())
    }

    /// The line around the byte at `offset`, without its line break.
    pub(super) fn line(&self, text: &[u8], offset: usize) -> Range<usize> {
        let at = self.of(text, offset);
        let start = if at.line == self.start.line { 0 } else { offset.saturating_sub(at.column_in_bytes()) };
        self.count(text, text.len() / STEP);
        // The line ends before the first mark on a later line.
        let steps = self.marks.borrow().partition_point(|mark| mark.line <= at.line);
        let from = offset.max(steps * STEP);
        let rest = text.get(from..).unwrap_or_default();
        start..memchr::memchr(b'\n', rest).map_or(text.len(), |newline| from + newline)
    }

    /// Counts the first `steps`, if they are not counted yet.
    fn count(&self, text: &[u8], steps: usize) {
        let mut marks = self.marks.borrow_mut();
        let counted = marks.len();
        let rest = text.get(counted * STEP..).unwrap_or_default().chunks_exact(STEP);
        let mut last = marks.last().copied().unwrap_or(self.start);
        marks.extend(rest.take(steps.saturating_sub(counted)).map(|step| {
            last = last.after(step);
            last
        }));
    }
}
