//! A request that is longer than allowed. Its beginning is kept, and the rest is skipped.

use super::block::{Block, FrameError, Shape};
use super::search::Search;
use crate::text::Position;

/// A request that is longer than allowed, whose end was not found yet.
#[derive(Debug)]
pub(super) struct LongRequest {
    search: Search,
    /// The shape of the block that it belongs to.
    shape: Shape,
    /// The position of its first byte.
    start: Position,
    /// Its first bytes.
    head: Vec<u8>,
}

impl LongRequest {
    /// The request that `search` did not find the end of. `head` is its beginning, and `buffer` one to keep it in.
    pub(super) fn new(search: Search, start: Position, head: &[u8], mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        buffer.extend_from_slice(head);
        Self { shape: search.shape(), search, start, head: buffer }
    }

    /// The end of the request in `bytes`, which follow those that were searched before.
    pub(super) fn find_end(&mut self, bytes: &[u8]) -> Option<usize> {
        self.search.forget_searched();
        self.search.next_end(bytes)
    }

    /// The block of the request's beginning, and the search for what follows the request.
    pub(super) fn into_block(mut self, max: usize) -> (Block, Search) {
        self.search.forget_searched();
        // White space at its end does not count, so that it may not be too long after all.
        let is_too_long = self.search.is_too_long();
        let shape = if is_too_long { Shape::Invalid(FrameError::TooLong) } else { self.shape };
        let (length, buffer) = (self.head.len(), self.head);
        (Block { buffer, length, shape, start: self.start, max, was_passed_over: true }, self.search)
    }
}
