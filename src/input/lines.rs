//! The lines of a source, as far as they show where a request begins.

use std::ffi::OsStr;
use std::ops::Range;
use std::path::Path;

use memchr::{memchr, memrchr};

use crate::json::{is_white_space, leading_white_space, trim_end};
use crate::text::line_breaks;

/// The extensions of compressed files, which come after those of their content.
pub(crate) const COMPRESSED: [&str; 2] = [".gz", ".zst"];

/// Whether each line of an input with this name is one request (contract §8).
pub fn is_line_file(name: &str) -> bool {
    let extension = uncompressed(Path::new(name)).extension().and_then(OsStr::to_str);
    matches!(extension, Some("ndjson" | "jsonl"))
}

/// A path without the extension of a compressed file.
pub(crate) fn uncompressed(path: &Path) -> &Path {
    let name = path.to_str().unwrap_or_default();
    COMPRESSED.iter().find_map(|extension| name.strip_suffix(extension)).map_or(path, Path::new)
}

/// How far an array's first element is searched for; it is assumed after more white space.
const LOOKAHEAD: usize = 4096;

/// Whether the `[` that a text begins with begins an array of requests: an object or the array's end is after it. `None` if
/// more must be read to know it.
pub(super) fn is_array(text: &[u8], is_at_end: bool) -> Option<bool> {
    let sample = text.iter().take(LOOKAHEAD).skip(1);
    match sample.copied().find(|byte| !is_white_space(*byte)) {
        Some(byte) => Some(matches!(byte, b'{' | b']')),
        None => (is_at_end || text.len() >= LOOKAHEAD).then_some(true),
    }
}

/// Whether a line, without white space at its end, is the first one of pretty-printed JSON.
pub(super) fn is_bracket(line: &[u8]) -> bool {
    matches!(line, b"{" | b"[")
}

/// The offset of the first `{` at or after `from` that has only white space before it on its line. `is_line_start` says
/// whether that holds for `from`.
pub(super) fn next_opening(text: &[u8], from: usize, is_line_start: bool) -> Option<usize> {
    let (mut at, mut is_line_start) = (from, is_line_start);
    loop {
        if is_line_start {
            at += leading_white_space(text.get(at..)?);
            if text.get(at) == Some(&b'{') {
                return Some(at);
            }
        }
        at += memchr(b'\n', text.get(at..)?)? + 1;
        is_line_start = true;
    }
}

/// The number of bytes that are on the last line before a place, after `bytes` that begin with `column` bytes on their line.
pub(super) fn column_after(column: usize, bytes: &[u8]) -> usize {
    memrchr(b'\n', bytes).map_or(column + bytes.len(), |newline| bytes.len().saturating_sub(newline + 1))
}

/// The last offset after a line break of `from..to` over which no JSON value continues.
pub(super) fn last_boundary(text: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut end = to;
    while let Some(newline) = memrchr(b'\n', text.get(from..end)?) {
        let newline = from + newline;
        if !may_continue_over(text, from, newline) {
            return Some(newline + 1);
        }
        end = from + trim_end(text.get(from..newline)?).len();
    }
    None
}

/// The first offset after a line break at or after `from` over which no JSON value continues; the text's end, if there is none.
pub(super) fn next_boundary(text: &[u8], from: usize) -> usize {
    let mut start = from;
    while let Some(newline) = text.get(start..).and_then(|rest| memchr(b'\n', rest)) {
        let newline = start + newline;
        if !may_continue_over(text, from, newline) {
            return newline + 1;
        }
        start = newline + leading_white_space(text.get(newline..).unwrap_or_default());
    }
    text.len()
}

/// Whether a JSON value may continue over a line break, as the characters around it tell. None does if a value is before it,
/// or nothing from `from` on, and if no comma, colon or closing bracket is after it.
fn may_continue_over(text: &[u8], from: usize, newline: usize) -> bool {
    let rest = text.get(newline..).unwrap_or_default();
    let next = rest.get(leading_white_space(rest));
    let before = trim_end(text.get(from..newline).unwrap_or_default());
    matches!(before.last(), Some(b'{' | b'[' | b',' | b':' | b'\\' | b'^' | b'`'))
        || matches!(next, None | Some(b'}' | b']' | b',' | b':'))
}

/// The line breaks of a text that are counted so far. A pass over all of a text is avoided: where a line is known to end, the
/// line itself is not read again.
#[derive(Debug, Default)]
pub(super) struct LineCount {
    /// The number of line breaks before `line`.
    before: u64,
    /// A part of the text without line breaks.
    line: Range<usize>,
}

impl LineCount {
    /// Counts up to `line`, a part of the text without line breaks, unless it begins before what is counted.
    pub(super) fn skip(&mut self, text: &[u8], line: Range<usize>) {
        if let Some(between) = text.get(self.line.end..line.start) {
            (self.before, self.line) = (self.before + line_breaks(between), line);
        }
    }

    /// The number of line breaks before an offset, if it is known.
    pub(super) fn before(&self, at: usize) -> Option<u64> {
        self.line.contains(&at).then_some(self.before)
    }

    /// The number of line breaks of the whole text.
    pub(super) fn total(&self, text: &[u8]) -> u64 {
        self.before + line_breaks(text.get(self.line.end..).unwrap_or_default())
    }
}
