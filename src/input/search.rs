//! Finds the offsets at which a source can be cut, in the part of it that was read.

use memchr::memrchr;

use super::block::Shape;
use super::boundary::BoundaryScanner;
use super::lines::column_after;
use crate::json::{leading_white_space, trim_end};

/// A search for the ends of requests in a text that grows. The text begins with a request.
#[derive(Debug)]
pub(super) struct Search {
    /// How the requests follow each other from the next one on.
    pub(super) shape: Shape,
    max: usize,
    /// The scan of the request whose end was not found yet.
    pub(super) scanner: BoundaryScanner,
    /// The number of bytes of the text that were searched.
    pub(super) searched: usize,
    /// Whether the array's end was found.
    pub(super) has_left_array: bool,
    /// Whether an element of the array is not followed by a comma or the array's end.
    pub(super) lacks_comma: bool,
    /// Whether the last request that ended was longer than allowed.
    was_too_long: bool,
}

impl Search {
    /// A search in requests that follow each other like this, of at most `max` bytes each.
    pub(super) fn new(shape: Shape, max: usize) -> Self {
        let scanner = BoundaryScanner::new(shape, max, 0);
        let (has_left_array, lacks_comma, was_too_long) = (false, false, false);
        Self { shape, max, scanner, searched: 0, has_left_array, lacks_comma, was_too_long }
    }

    /// Begins the scan of the next request, with `column` bytes before it on its line.
    fn restart(&mut self, column: usize) {
        self.scanner = BoundaryScanner::new(self.shape, self.max, column);
    }

    /// The last offset up to which `text`, with `column` bytes before it on its line, consists of whole requests; `None` if
    /// it has no whole request. The next search is in the text after it. Stops at the first comma that an array lacks.
    pub(super) fn next_cut(&mut self, text: &[u8], mut column: usize) -> Option<usize> {
        if self.scanner.length == 0 {
            self.restart(column);
        }
        let mut cut = self.last_boundary(text);
        let mut start = 0;
        if let Some(boundary) = cut {
            (start, column, self.searched) = (boundary, 0, boundary);
            self.restart(0);
        }
        let lacked_comma = self.lacks_comma;
        while let Some(end) = self.next_end(text) {
            cut = Some(end);
            if self.has_left_array || self.lacks_comma != lacked_comma {
                break;
            }
            self.searched = end + leading_white_space(text.get(end..).unwrap_or_default());
            column = column_after(column, text.get(start..self.searched).unwrap_or_default());
            start = self.searched;
            self.restart(column);
        }
        if cut.is_some() {
            self.searched = 0;
            self.restart(0);
        }
        cut
    }

    /// The end of the pending request in `text`, after the comma or the bracket that ends it in an array.
    pub(super) fn next_end(&mut self, text: &[u8]) -> Option<usize> {
        let rest = text.get(self.searched..)?;
        let Some(length) = self.scanner.scan(rest) else {
            self.searched = text.len();
            return None;
        };
        let end = self.searched + length;
        let is_closed = self.scanner.is_balanced();
        self.was_too_long = self.scanner.is_too_long();
        self.restart(0);
        if !matches!(self.shape, Shape::Array { .. }) {
            return Some(end);
        }
        self.shape = Shape::Array { is_start: false };
        let byte = text.get(end);
        self.has_left_array = byte == Some(&b']');
        let is_separated = self.has_left_array || byte == Some(&b',');
        self.lacks_comma |= is_closed && !is_separated;
        Some(end + usize::from(is_separated))
    }

    /// Whether the last request, ended or not, is longer than allowed.
    pub(super) fn is_too_long(&self) -> bool {
        self.was_too_long || self.scanner.is_too_long()
    }

    /// The last line start in the new text at which a request begins whatever is before it (see [`BoundaryScanner`]).
    pub(super) fn last_boundary(&self, text: &[u8]) -> Option<usize> {
        if matches!(self.shape, Shape::Array { .. }) {
            return None;
        }
        let mut end = text.len();
        while let Some(newline) = memrchr(b'\n', text.get(self.searched..end)?) {
            end = self.searched + newline;
            let opens = text.get(end + 1) == Some(&b'{');
            let ends_before = |before| !matches!(trim_end(before).last(), None | Some(b'[' | b',' | b':'));
            if self.shape == Shape::Lines || (opens && text.get(..end).is_some_and(ends_before)) {
                return Some(end + 1);
            }
        }
        None
    }
}
