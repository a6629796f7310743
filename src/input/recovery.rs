//! Finds the requests in a text that is not one request, because one of them is broken (contract §8).

use memchr::memchr;

use super::lines::{column_after, is_bracket, next_opening};
use crate::json::objects::{Objects, has_keys};
use crate::json::{is_white_space, trim_end};

/// The offsets at which `text`, which is not one request, is divided into requests, in order; the first is 0. `column` is
/// the number of bytes before the text on its line.
///
/// A complete request that is alone on its lines is one, wherever it is. If the text does not look pretty-printed, so is
/// each line that begins with `{` and is not indented more than the first one.
pub(super) fn divisions(text: &[u8], column: usize) -> Vec<usize> {
    let Some(first_line) = memchr(b'\n', text).and_then(|newline| text.get(..newline)) else {
        return vec![0];
    };
    let is_pretty = is_bracket(trim_end(first_line));
    let begins_request = |start: &usize| !is_pretty && indentation(text, *start) <= column;
    let mut divisions = vec![0];
    // What is not UTF-8 is not JSON either.
    let (mut offset, mut opening) = (0, next_opening(text, 0, true));
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid();
        while let Some(start) = opening.filter(|start| *start < offset + valid.len()) {
            let objects = Objects::read(valid, start - offset, |start| is_line_start(text, offset + start));
            for object in &objects.closed {
                let (start, end) = (offset + object.start, offset + object.end);
                if is_line_end(text, end) && has_keys(object.cut(valid), &["amount", "basket"]) {
                    divisions.extend([start, end]);
                } else {
                    divisions.extend(Some(start).filter(begins_request));
                }
            }
            divisions.extend(objects.unclosed().map(|start| offset + start).filter(begins_request));
            let end = offset + objects.end.max(start - offset + 1);
            opening = next_opening(text, end, is_line_start(text, end));
        }
        offset += valid.len() + chunk.invalid().len();
    }
    divisions.sort_unstable();
    divisions
}

/// Whether only white space is before an offset on its line.
fn is_line_start(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let space = before.iter().rev().take_while(|byte| is_white_space(**byte) && **byte != b'\n').count();
    matches!(before.iter().rev().nth(space), None | Some(b'\n'))
}

/// Whether only white space is after an offset on its line.
fn is_line_end(text: &[u8], at: usize) -> bool {
    let after = text.get(at..).unwrap_or_default();
    matches!(after.iter().find(|byte| !is_white_space(**byte) || **byte == b'\n'), None | Some(b'\n'))
}

/// The number of bytes before an offset on its line, which are white space.
fn indentation(text: &[u8], at: usize) -> usize {
    column_after(0, text.get(..at).unwrap_or_default())
}
