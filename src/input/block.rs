//! A part of a source that contains whole requests, and its shape.

use super::container::Container;
use super::file_type::FileType;
use crate::text::Position;

/// A part of a source that contains whole requests.
#[derive(Debug)]
pub struct Block {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How the requests follow each other in it.
    pub shape: Shape,
    /// The position of its first byte in the source.
    pub start: Position,
    /// The most bytes that a request may have.
    pub max: usize,
    /// Whether it is only the beginning of a request that is longer than allowed. Its bytes are in the next gap as well.
    pub is_truncated: bool,
}

/// How the requests follow each other in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One after the other.
    Sequence,
    /// The same, in a text that is not JSON: what is not a request is not reported.
    Sparse,
    /// One on each line that is not blank.
    Lines,
    /// As elements of an array, from its start or from after a comma.
    Array {
        /// Whether the block begins at the array's start.
        is_start: bool,
    },
    /// Anywhere in other text.
    Inside,
    /// In the bodies that a whole file of this kind holds.
    Container(Container),
    /// The whole block is a single invalid request.
    Invalid(FrameError),
    /// It has no requests: its bytes are between two blocks.
    Gap,
}

impl Shape {
    /// Whether its requests are not sent as they are, but with variables in them: `{{order_id}}`.
    pub fn has_drafts(self) -> bool {
        matches!(self, Self::Container(Container::Postman | Container::Http))
    }
}

/// Why a part of a source is not a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// It is longer than allowed.
    TooLong,
    /// There is no element after a comma of an array.
    NoElement,
    /// The array of requests is not closed.
    OpenArray,
    /// Two elements of the array of requests have no comma between them.
    NoComma,
    /// The line has nothing but the first bracket of a request, which is probably pretty-printed.
    FirstLine,
    /// The text is in another encoding, of this name.
    Encoding(&'static str),
    /// The source is not JSON, but something else.
    NotJson(FileType),
    /// There is no request in the input.
    Nothing,
    /// No request is found in the input, which may hold other text.
    NothingInside,
}
