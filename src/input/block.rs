//! A part of a source that contains whole requests, and its shape.

use std::io;

use super::container::Container;
use super::file_part::FilePart;
use super::file_type::FileType;
use crate::text::Position;

/// A part of a source that contains whole requests.
#[derive(Debug)]
pub struct Block {
    /// Its bytes, once they are read.
    pub bytes: Vec<u8>,
    /// The part of a file that its bytes are, if they are not yet read.
    pub(super) part: Option<FilePart>,
    /// How the requests follow each other in it.
    pub shape: Shape,
    /// The position of its first byte: after the block before, of which [`Places`] makes the position in the source.
    pub start: Position,
    /// The number of bytes before it on its line.
    pub column: usize,
    /// Where the first comma that its array lacks is missing, if that was found with this block; a position like `start`.
    pub missing_comma: Option<Position>,
    /// The most bytes that a request may have.
    pub max: usize,
    /// Whether it is only the beginning of a request that is longer than allowed. Its bytes are in the next gap as well.
    pub is_truncated: bool,
}

impl Block {
    /// A block without bytes at the start of a source.
    pub const fn empty(shape: Shape, max: usize) -> Self {
        let start = Position::START;
        Self {
            bytes: Vec::new(),
            part: None,
            shape,
            start,
            column: 0,
            missing_comma: None,
            max,
            is_truncated: false,
        }
    }

    /// Reads its bytes into `buffer`, if they are not yet read.
    ///
    /// # Errors
    /// The file's own.
    pub fn read(&mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        let Some(part) = self.part.take() else { return Ok(()) };
        part.read(buffer)?;
        self.bytes = std::mem::take(buffer);
        Ok(())
    }
}

/// The positions of the blocks of a source. They are made in order, so that the bytes of the blocks can be counted before in
/// any order.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The position after the last block.
    end: Position,
    /// Where the first comma that the array lacks is missing.
    missing_comma: Option<Position>,
}

impl Places {
    /// The positions in the source of the start and the end of the next block, whose bytes end at `end` in itself.
    pub fn place(&mut self, block: &Block, end: Position) -> [Position; 2] {
        // The error of a text that is not JSON comes at its end, and is about its beginning.
        let is_whole = matches!(block.shape, Shape::Invalid(FrameError::NotJson(_)));
        let mut start = block.start.within(if is_whole { Position::START } else { self.end });
        if let Some(place) = block.missing_comma {
            self.missing_comma.get_or_insert(place.within(self.end));
        }
        // The bytes of others are not taken from the source, or are in the position of the next block.
        if !block.is_truncated && block.shape != Shape::Gap {
            self.end = end.within(start);
        }
        if block.shape == Shape::Invalid(FrameError::NoComma)
            && let Some(place) = self.missing_comma.take()
        {
            start = place;
        }
        [start, self.end]
    }
}

impl Default for Places {
    fn default() -> Self {
        Self { end: Position::START, missing_comma: None }
    }
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
