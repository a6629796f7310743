//! Finds the offsets at which a source can be cut, in the part of it that was read.

use memchr::memrchr;

use super::block::Shape;
use super::boundary::BoundaryScanner;
use crate::json::{leading_white_space, trim_end, trim_start};

/// A search for the ends of requests in a text that grows. The text begins with a request.
#[derive(Debug)]
pub(super) struct Search {
    /// How the requests follow each other from the next one on.
    pub(super) shape: Shape,
    /// The scan of the request whose end was not found yet.
    pub(super) scanner: BoundaryScanner,
    /// The number of bytes of the text that were searched.
    pub(super) searched: usize,
    /// Whether the array's end was found.
    pub(super) has_left_array: bool,
    /// Whether the last request that ended was longer than allowed.
    was_too_long: bool,
}

impl Search {
    /// A search in requests that follow each other like this, of at most `max` bytes each.
    pub(super) fn new(shape: Shape, max: usize) -> Self {
        let scanner = BoundaryScanner::new(shape == Shape::Sequence, max);
        Self { shape, scanner, searched: 0, has_left_array: false, was_too_long: false }
    }

    /// The last offset up to which `text` consists of whole requests; `None` if it has no whole request. The next search is
    /// in the text after it.
    pub(super) fn next_cut(&mut self, text: &[u8]) -> Option<usize> {
        let mut cut = self.last_boundary(text);
        if let Some(boundary) = cut {
            self.scanner.restart();
            self.searched = boundary;
        }
        while let Some(end) = self.next_end(text) {
            cut = Some(end);
            if self.has_left_array {
                break;
            }
            self.searched = end + leading_white_space(text.get(end..).unwrap_or_default());
        }
        if cut.is_some() {
            self.searched = 0;
            self.scanner.restart();
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
        self.was_too_long = self.scanner.is_too_long();
        self.scanner.restart();
        if self.shape == Shape::Sequence {
            return Some(end);
        }
        self.has_left_array = text.get(end) == Some(&b']');
        self.shape = Shape::Array { is_start: false };
        Some(end + 1)
    }

    /// Whether the last request, ended or not, is longer than allowed.
    pub(super) fn is_too_long(&self) -> bool {
        self.was_too_long || self.scanner.is_too_long()
    }

    /// The last line start in the new text at which a request begins whatever is before it (see [`BoundaryScanner`]).
    fn last_boundary(&self, text: &[u8]) -> Option<usize> {
        if self.shape != Shape::Sequence {
            return None;
        }
        let mut end = text.len();
        while let Some(newline) = memrchr(b'\n', text.get(self.searched..end)?) {
            end = self.searched + newline;
            let (before, after) = text.split_at_checked(end)?;
            let opens = trim_start(after).first() == Some(&b'{');
            if opens && !matches!(trim_end(before).last(), None | Some(b'[' | b',' | b':')) {
                return Some(end + 1);
            }
        }
        None
    }
}
