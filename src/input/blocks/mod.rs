//! Cuts a source into blocks of whole requests (contract §8): one request on each line; or one request, an array of
//! requests, or many requests one after the other, and only the content tells which of these the source is.
//!
//! [`Blocks`] cuts the source while it is read; [`Frames`](super::frames::Frames) finds the requests in one block. A cut
//! is only made where a request ends whatever follows, so that each block can be checked by itself, and where the cuts
//! are makes no difference.

mod inside;
mod not_json;
mod requests;

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::block::{Block, FrameError, Shape};
use super::buffer::{ReadBuffer, SourceKind};
use super::container::Container;
use super::encoding::{BYTE_ORDER_MARK, Encoding, SAMPLE, encoding, next_utf8_line};
use super::lines::is_array;
use super::search::Search;
use crate::text::Position;

/// Cuts a source into blocks.
#[derive(Debug)]
pub struct Blocks<R> {
    source: ReadBuffer<R>,
    /// The most bytes that a request may have.
    max: usize,
    /// How requests follow each other, if the content does not decide it: as lines, or anywhere in other text.
    shape: Option<Shape>,
    /// What holds its requests, if it is a file of another program.
    container: Option<Container>,
    /// How many bytes have no place at which other text can be cut.
    searched: usize,
    /// Whether no block was cut yet.
    is_empty: bool,
    state: State,
    /// The search for the ends of the requests that follow.
    search: Search,
    /// The beginning of a request that is longer than allowed, while its end is searched for.
    long: Option<Block>,
    /// The block after the gap that was returned last.
    after_gap: Option<Block>,
    /// Whether the array lacks a comma.
    lacks_comma: bool,
    /// The error of a text that is not JSON, without its bytes.
    foreign: Option<Block>,
    /// The source's error, after the request that was returned last.
    error: Option<io::Error>,
}

/// What comes next in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Its first byte.
    New,
    /// The first bytes of its text, which may show its kind.
    Undetected,
    /// The same, if it holds no requests of other programs: is it JSON?
    Unnamed,
    /// White space, then an array or a sequence of requests.
    Outside,
    /// More of the requests that the search is for.
    Inside,
    /// The rest of a request that is longer than allowed.
    Skipping,
    /// The rest of a text in another encoding.
    Foreign,
    /// The error of an array, which was read to its end or is not closed.
    ArrayError(FrameError),
    /// Nothing.
    Done,
}

impl<R: Read> Blocks<R> {
    /// Cuts `source` into blocks, with requests of at most `max` bytes. `buffer` is one to read into.
    pub fn new(source: R, max: usize, kind: SourceKind, buffer: Vec<u8>) -> Self {
        Self {
            source: ReadBuffer::new(source, kind, buffer),
            max,
            shape: None,
            container: None,
            searched: 0,
            is_empty: true,
            state: State::New,
            search: Search::new(Shape::Sequence, max),
            long: None,
            after_gap: None,
            lacks_comma: false,
            foreign: None,
            error: None,
        }
    }

    /// Assumes that each line that is not blank is one request ([`Shape::Lines`]), or that requests are in other text
    /// ([`Shape::Inside`]), and that the source is a file of this kind, if its content does not show otherwise.
    pub fn assume(self, shape: Option<Shape>, container: Option<Container>) -> Self {
        Self { shape, container, ..self }
    }

    /// Reads so many bytes at a time. This changes no result.
    pub fn with_block_bytes(mut self, block_bytes: usize) -> Self {
        self.source.set_block_bytes(block_bytes);
        self
    }

    /// The source is a regular file of this length, which fewer reads can show.
    pub fn with_length(mut self, length: u64) -> Self {
        self.source.set_length(length);
        self
    }

    /// The source is this regular file, so that the bytes of most blocks are not read before [`Block::read`].
    pub fn with_file(mut self, file: Arc<File>) -> Self {
        self.source.set_file(file);
        self
    }

    /// Also returns the bytes between the blocks, as blocks without requests ([`Shape::Gap`]). Then the bytes of all
    /// blocks are those of the source, except those of a block that [`is_truncated`](Block::is_truncated).
    pub fn with_gaps(mut self) -> Self {
        self.source.discarded = Some(Vec::new());
        self
    }

    /// The buffer, to be used again.
    pub fn into_buffer(self) -> Vec<u8> {
        self.source.into_buffer()
    }

    /// Whether all blocks were returned.
    pub fn is_done(&self) -> bool {
        let has_block = self.after_gap.is_some() || self.foreign.is_some();
        self.state == State::Done && !has_block && self.error.is_none()
    }

    /// The next block; `None` at the source's end. `spare` is a buffer to copy bytes to.
    ///
    /// # Errors
    /// The source's own, after the complete requests before it.
    pub fn next(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let mut block = self.after_gap.take();
        while block.is_none() && self.state != State::Done {
            block = match self.step(spare) {
                Err(error) if self.ends_with_request() => {
                    self.error = Some(error);
                    let length = self.source.bytes().len();
                    return Ok(Some(self.cut(length, self.search.shape, spare)));
                }
                step => step?,
            };
            if let Some(gap) = self.take_gap() {
                self.after_gap = block;
                return Ok(Some(gap));
            }
        }
        Ok(block.or_else(|| self.foreign_error()))
    }

    /// Whether the last bytes before an error of the source are a complete JSON value, and not the start of one.
    fn ends_with_request(&self) -> bool {
        let bytes = self.source.bytes();
        self.state == State::Inside && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
    }

    /// The bytes since the last block that belong to none, if there are any and they are wanted.
    fn take_gap(&mut self) -> Option<Block> {
        let bytes = self.source.discarded.as_mut().filter(|bytes| !bytes.is_empty()).map(std::mem::take)?;
        Some(Block { bytes, ..self.block(Shape::Gap) })
    }

    /// Advances a little, reading from the source at most once. Returns a block if that completes one.
    ///
    /// # Errors
    /// The source's own.
    fn step(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let block = match self.state {
            State::New => self.open(spare)?,
            State::Undetected => self.detect()?,
            State::Unnamed => self.name()?,
            State::Outside => self.outside(spare)?,
            State::Inside => self.advance(spare)?,
            State::Skipping => self.skip()?,
            State::Foreign => self.skip_foreign()?,
            State::ArrayError(error) => Some(self.array_error(error, spare)),
            State::Done => None,
        };
        self.is_empty &= block.is_none();
        Ok(block)
    }

    /// Discards a byte order mark, and refuses other encodings.
    fn open(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let bytes = self.source.bytes();
        match encoding(bytes, self.source.at_end) {
            Encoding::Unknown => return self.source.fill().map(|()| None),
            Encoding::Utf8 => {}
            Encoding::Foreign(name) => {
                self.state = State::Foreign;
                let mut length = bytes.len().min(SAMPLE);
                // A line break at the end of the sample may be the one before a line in UTF-8.
                let has_more = length < bytes.len() || !self.source.at_end;
                length -= usize::from(has_more && bytes.get(..length).is_some_and(|it| it.ends_with(b"\n")));
                return Ok(Some(self.cut(length, Shape::Invalid(FrameError::Encoding(name)), spare)));
            }
        }
        if bytes.starts_with(BYTE_ORDER_MARK) {
            self.source.discard(BYTE_ORDER_MARK.len());
            // The mark is part of the file's bytes, but not a character of its text.
            self.source.start = Position { column: 1, ..self.source.start };
        }
        let is_known = self.container.is_some() || self.shape == Some(Shape::Lines);
        self.state = if is_known { State::Outside } else { State::Undetected };
        Ok(None)
    }

    /// Finds out the shape of the next requests.
    fn begin(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        self.source.discard_white_space();
        let shape = match self.source.bytes().first() {
            None if !self.source.at_end => return self.source.fill().map(|()| None),
            None => {
                self.state = State::Done;
                if !self.is_empty || self.source.kind == SourceKind::Stdin {
                    return Ok(None);
                }
                // The error is that of the input as a whole.
                self.source.start = Position::START;
                return Ok(Some(self.cut(0, Shape::Invalid(FrameError::Nothing), spare)));
            }
            Some(_) if let Some(shape) = self.shape => shape,
            Some(b'[') => match is_array(self.source.bytes(), self.source.at_end) {
                None => return self.source.fill().map(|()| None),
                Some(true) => Shape::Array { is_start: true },
                Some(false) => Shape::Sequence,
            },
            Some(_) => Shape::Sequence,
        };
        if shape == (Shape::Array { is_start: true }) {
            self.source.discard(1);
        }
        self.search = Search::new(shape, self.max);
        self.state = State::Inside;
        Ok(None)
    }

    /// Reads more of a text in another encoding, up to a line that another program has written in UTF-8.
    fn skip_foreign(&mut self) -> io::Result<Option<Block>> {
        let bytes = self.source.bytes();
        if let Some(line) = next_utf8_line(bytes) {
            self.source.discard(line);
            self.state = State::Outside;
            return Ok(None);
        }
        // The character after a line break at the end is not known yet.
        let ends_line = bytes.last() == Some(&b'\n');
        self.source.discard(bytes.len().saturating_sub(usize::from(ends_line)));
        if self.source.at_end {
            self.source.discard_all();
            self.state = State::Done;
            return Ok(None);
        }
        self.source.fill().map(|()| None)
    }

    /// Cuts off a block of `length` bytes.
    fn cut(&mut self, length: usize, shape: Shape, spare: &mut Vec<u8>) -> Block {
        let block = self.block(shape);
        Block { bytes: self.source.take(length, spare), ..block }
    }

    /// A block without bytes at the start of what is not yet taken.
    fn block(&self, shape: Shape) -> Block {
        let ReadBuffer { start, column, .. } = self.source;
        Block { start, column, ..Block::empty(shape, self.max) }
    }
}
