//! The lines of a source, as far as they show where a request begins.

use std::ffi::OsStr;
use std::path::Path;

use memchr::{memchr, memrchr};

use crate::json::leading_white_space;

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
