//! A piece of a source that holds whole requests, and how they stand in it.

use super::frames::Fault;
use crate::text::position::Position;

/// A piece of a source that holds whole requests.
#[derive(Debug)]
pub(crate) struct Block {
    /// A buffer of which the first `length` bytes count.
    pub(super) buffer: Vec<u8>,
    pub(super) length: usize,
    /// How the requests stand in it.
    pub(crate) shape: Shape,
    /// Where it stands in its source.
    pub(crate) start: Position,
    /// Bytes that a request may have.
    pub(crate) max: usize,
    /// It is the beginning of a long request, all of which was passed over.
    pub(crate) was_passed_over: bool,
}

impl Block {
    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    /// Its bytes, without room after them.
    pub(crate) fn into_bytes(mut self) -> Vec<u8> {
        self.buffer.truncate(self.length);
        self.buffer
    }

    /// Replaces its bytes, and returns the old ones.
    pub(crate) fn replace_bytes(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        self.buffer.truncate(self.length);
        self.length = bytes.len();
        std::mem::replace(&mut self.buffer, bytes)
    }

    /// Its buffer, for [`Blocks::next`] to use again.
    pub(crate) fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }
}

/// How the requests stand in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One after the other.
    Sequence,
    /// As elements of an array, from its start or from behind a comma.
    Array {
        /// The array begins here.
        is_start: bool,
    },
    /// The block as a whole is one request that is none.
    Fault(Fault),
    /// There is none: the bytes between two blocks.
    Gap,
}
