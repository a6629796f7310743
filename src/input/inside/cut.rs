//! Where a text that is searched can be cut while it is read.

use memchr::{memchr, memrchr};

use super::search::Found;
use crate::input::lines::last_boundary;

/// The most bytes of several live lines that are searched again whenever more of them is read.
const MAX_LIVE: usize = 64 * 1024;

/// A text of so many bytes that has no line break to cut it at is cut where no object is open.
const MIN_LONG: usize = 1024 * 1024;

/// Where the next part of a source, of which these bytes are read, can be cut off: nothing that is found in the rest begins
/// before. `searched` bytes have no such place that the characters around it tell. A live text is cut wherever no object is
/// open.
pub(crate) fn next_cut(text: &[u8], searched: usize, is_live: bool, max: usize) -> Option<usize> {
    let boundary = last_boundary(text, searched, text.len());
    let line_end = memrchr(b'\n', text).map(|newline| newline + 1);
    let from = boundary.unwrap_or_default();
    if is_live && let Some(line_end) = line_end {
        let last_lines = text.get(from..line_end).unwrap_or_default();
        let is_one_line = memchr(b'\n', last_lines) == last_lines.len().checked_sub(1);
        if (is_one_line || last_lines.len() <= MAX_LIVE) && Found::of(last_lines).unclosed.is_empty() {
            return Some(line_end);
        }
    }
    // The whole text is searched again when it has twice as many bytes.
    let is_due = text.len() >= MIN_LONG.max(searched.saturating_mul(2)) || text.len() > max.saturating_mul(4);
    // A request may have `max` bytes, and escapes twice as many.
    let after_objects = || first_unclosed(text, max.saturating_mul(2));
    boundary.or_else(|| is_due.then(after_objects).filter(|cut| *cut > text.len() / 2))
}

/// Where the first object begins that is open at the text's end, and not longer than `max` bytes; the end, if there is none.
fn first_unclosed(text: &[u8], max: usize) -> usize {
    let mut unclosed = Found::of(text).unclosed;
    unclosed.retain(|start| text.len() - start <= max);
    unclosed.into_iter().min().unwrap_or(text.len())
}
