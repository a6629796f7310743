//! The search for places where a stream can be cut, as far as it was read.

use memchr::memrchr;

use super::block::Shape;
use super::boundary::{Framing, BoundaryScanner};
use crate::json::{trim_end, trim_start};

/// A search for the ends of requests in a text that begins with one, and that grows.
#[derive(Debug)]
pub(super) struct Search {
    shape: Shape,
    max: usize,
    /// The request that is not known to have ended.
    scanner: BoundaryScanner,
    /// Bytes of the text that were searched.
    searched: usize,
    has_left_array: bool,
    /// The last request that ended was longer than requests may be.
    was_too_long: bool,
}

impl Search {
    /// A search among requests that stand so, of at most `max` bytes each.
    pub(super) fn new(shape: Shape, max: usize) -> Self {
        Self {
            shape,
            max,
            scanner: Self::scanner(shape, max),
            searched: 0,
            has_left_array: false,
            was_too_long: false,
        }
    }

    fn scanner(shape: Shape, max: usize) -> BoundaryScanner {
        BoundaryScanner::new(if shape == Shape::Sequence { Framing::Sequence } else { Framing::Array }, max)
    }

    /// How the requests stand in the text.
    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether no byte of the next request was searched.
    pub(super) fn is_between(&self) -> bool {
        self.searched == 0
    }

    /// Whether the array's end was found.
    pub(super) fn has_left_array(&self) -> bool {
        self.has_left_array
    }

    /// The request that is not known to have ended.
    pub(super) fn pending(&self) -> &BoundaryScanner {
        &self.scanner
    }

    /// The last place up to which `text` holds whole requests, if it holds one. What is behind it is
    /// then searched anew, as a text of its own.
    pub(super) fn next_cut(&mut self, text: &[u8]) -> Option<usize> {
        let mut cut = None;
        if let Some(boundary) = self.last_boundary(text) {
            cut = Some(boundary);
            self.scanner = Self::scanner(self.shape, self.max);
            self.searched = boundary;
        }
        while let Some(end) = self.next_end(text) {
            cut = Some(end);
            if self.has_left_array {
                break;
            }
            let rest = text.get(end..).unwrap_or_default();
            let blank = rest.len().saturating_sub(trim_start(rest).len());
            self.searched = end.saturating_add(blank);
        }
        if cut.is_some() {
            self.searched = 0;
            self.scanner = Self::scanner(self.shape, self.max);
        }
        cut
    }

    /// Where the pending request ends in `text`, with the comma or the bracket that ends it in an array.
    pub(super) fn next_end(&mut self, text: &[u8]) -> Option<usize> {
        let rest = text.get(self.searched..)?;
        let Some(length) = self.scanner.scan(rest) else {
            self.searched = text.len();
            return None;
        };
        let end = self.searched.saturating_add(length);
        self.was_too_long = self.scanner.is_too_long();
        self.scanner = Self::scanner(self.shape, self.max);
        if self.shape == Shape::Sequence {
            return Some(end);
        }
        self.has_left_array = text.get(end) == Some(&b']');
        self.shape = Shape::Array { is_start: false };
        Some(end.saturating_add(1))
    }

    /// Whether the last request, ended or not, is longer than requests may be.
    pub(super) fn is_too_long(&self) -> bool {
        self.was_too_long || self.scanner.is_too_long()
    }

    /// The bytes that were searched are gone.
    pub(super) fn forget_searched(&mut self) {
        self.searched = 0;
    }

    /// The last line in the new text that begins a request whatever stands before it (see [`BoundaryScanner`]).
    fn last_boundary(&self, text: &[u8]) -> Option<usize> {
        if self.shape != Shape::Sequence {
            return None;
        }
        let mut end = text.len();
        while let Some(newline) = memrchr(b'\n', text.get(self.searched..end)?) {
            end = self.searched.saturating_add(newline);
            let (before, behind) = text.split_at_checked(end)?;
            let opens = trim_start(behind).first() == Some(&b'{');
            if opens && !matches!(trim_end(before).last(), None | Some(b'[' | b',' | b':')) {
                return Some(end.saturating_add(1));
            }
        }
        None
    }
}
