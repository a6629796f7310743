//! Cuts a source into blocks of whole requests (contract §8): one request, an array of requests, or many requests one
//! after the other. Only the content tells which of these the source is.
//!
//! [`Blocks`] cuts the source while it is read; [`Frames`](super::frames::Frames) finds the requests in one block. A cut
//! is only made where a request ends whatever follows, so that each block can be checked by itself, and where the cuts
//! are makes no difference.

use std::io::{self, Read};

use super::block::{Block, FrameError, Shape};
use super::buffer::{ReadBuffer, SourceKind};
use super::encoding::{BYTE_ORDER_MARK, SAMPLE, foreign_encoding};
use super::search::Search;
use super::skip::LongRequest;
use crate::json::{is_white_space, trim_end, trim_start};
use crate::text::Position;

/// Cuts a source into blocks.
#[derive(Debug)]
pub struct Blocks<R> {
    source: ReadBuffer<R>,
    /// The most bytes that a request may have.
    max: usize,
    /// Whether no block was cut yet.
    is_empty: bool,
    state: State,
    /// The block after the gap that was returned last.
    after_gap: Option<Block>,
}

/// What comes next in the source.
#[derive(Debug)]
enum State {
    /// Its first byte.
    New,
    /// White space, then an array or a sequence of requests.
    Outside,
    /// More of the requests that the search is for.
    Inside(Search),
    /// The rest of a request that is longer than allowed.
    Skipping(LongRequest),
    /// The end, within an array that is not closed.
    Unclosed,
    /// Nothing.
    Done,
}

impl State {
    /// The state at the source's end, after all that `search` is for.
    fn at_end(search: &Search) -> Self {
        // A request that is cut short is an error by itself.
        let is_open_array = search.shape() != Shape::Sequence && search.pending().is_balanced();
        if is_open_array { Self::Unclosed } else { Self::Done }
    }
}

impl<R: Read> Blocks<R> {
    /// Cuts `source` into blocks, with requests of at most `max` bytes. `buffer` is one to read into, and may be empty.
    pub fn new(source: R, max: usize, kind: SourceKind, buffer: Vec<u8>) -> Self {
        let source = ReadBuffer::new(source, kind, buffer);
        Self { source, max, is_empty: true, state: State::New, after_gap: None }
    }

    /// Also returns the bytes between the blocks, as blocks without requests ([`Shape::Gap`]). Then the bytes of all
    /// blocks are those of the source, except those of a block that [`was_passed_over`](Block::was_passed_over).
    pub fn with_gaps(mut self) -> Self {
        self.source.keep_discarded();
        self
    }

    /// The buffer, to be used again.
    pub fn into_buffer(self) -> Vec<u8> {
        self.source.into_buffer()
    }

    /// The next block; `None` at the source's end. `spare` is a buffer for the bytes after the block, and may be empty.
    ///
    /// # Errors
    /// The source's own.
    pub fn next(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let mut block = self.after_gap.take();
        while block.is_none() && !matches!(self.state, State::Done) {
            block = self.step(spare)?;
            if let Some(gap) = self.take_gap() {
                self.after_gap = block;
                return Ok(Some(gap));
            }
        }
        if block.is_none() && self.source.keeps_discarded() && !self.source.at_end {
            // After a text in another encoding, the rest of the source was not read.
            self.source.fill()?;
            self.source.discard_all();
            block = self.take_gap();
        }
        Ok(block)
    }

    /// The bytes since the last block that belong to none, if there are any and they are wanted.
    fn take_gap(&mut self) -> Option<Block> {
        let buffer = self.source.take_discarded()?;
        let (length, start) = (buffer.len(), self.source.position);
        Some(Block { buffer, length, shape: Shape::Gap, start, max: self.max, was_passed_over: false })
    }

    /// Advances a little, reading from the source at most once. Returns a block if that completes one.
    ///
    /// # Errors
    /// The source's own.
    fn step(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let block = match &self.state {
            State::New => self.open(spare)?,
            State::Outside => self.begin(spare)?,
            State::Inside(_) => self.advance(spare)?,
            State::Skipping(_) => self.skip()?,
            State::Unclosed => Some(self.last_block(FrameError::OpenArray, spare)),
            State::Done => None,
        };
        self.is_empty &= block.is_none();
        Ok(block)
    }

    /// Discards a byte order mark, and refuses other encodings.
    fn open(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let bytes = self.source.bytes();
        if bytes.len() < BYTE_ORDER_MARK.len() && !self.source.at_end {
            return self.source.fill().map(|()| None);
        }
        if let Some(encoding) = foreign_encoding(bytes) {
            if bytes.len() < SAMPLE && !self.source.at_end {
                return self.source.fill().map(|()| None);
            }
            return Ok(Some(self.last_block(FrameError::Encoding(encoding), spare)));
        }
        if bytes.starts_with(BYTE_ORDER_MARK) {
            self.source.discard(BYTE_ORDER_MARK.len());
            // The mark is part of the file's bytes, but not a character of its text.
            let byte = self.source.position.byte;
            self.source.position = Position { byte, ..Position::START };
        }
        self.state = State::Outside;
        Ok(None)
    }

    /// Finds out the shape of the next requests.
    fn begin(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        self.source.discard_white_space();
        self.state = match self.source.bytes().first() {
            None if !self.source.at_end => return self.source.fill().map(|()| None),
            None if self.is_empty && self.source.kind != SourceKind::Stdin => {
                return Ok(Some(self.last_block(FrameError::Nothing, spare)));
            }
            None => State::Done,
            Some(b'[') => {
                self.source.discard(1);
                State::Inside(Search::new(Shape::Array { is_start: true }, self.max))
            }
            Some(_) => State::Inside(Search::new(Shape::Sequence, self.max)),
        };
        Ok(None)
    }

    /// Cuts off the whole requests that were read, or reads more.
    fn advance(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let State::Inside(search) = &mut self.state else { return Ok(None) };
        let bytes = self.source.bytes();
        if search.is_between() && bytes.first().is_some_and(|byte| is_white_space(*byte)) {
            self.source.discard_white_space();
            return Ok(None);
        }
        let shape = search.shape();
        if self.source.at_end && shape == Shape::Sequence {
            return Ok(self.finish(spare));
        }
        if let Some(cut) = search.next_cut(bytes) {
            let is_empty_array = shape == (Shape::Array { is_start: true })
                && bytes.get(..cut).is_some_and(|bytes| trim_end(trim_start(bytes)) == b"]");
            if search.has_left_array() {
                self.state = State::Outside;
            }
            if is_empty_array {
                self.source.discard(cut);
                return Ok(None);
            }
            return Ok(Some(self.cut(cut, shape, spare)));
        }
        if self.source.at_end {
            return Ok(self.finish(spare));
        }
        if search.pending().length() > self.max {
            self.begin_to_skip(spare);
            return Ok(None);
        }
        self.source.fill().map(|()| None)
    }

    /// Cuts off the rest, at the source's end.
    fn finish(&mut self, spare: &mut Vec<u8>) -> Option<Block> {
        let State::Inside(search) = &self.state else { return None };
        let shape = search.shape();
        self.state = State::at_end(search);
        let length = self.source.bytes().len();
        (length > 0).then(|| self.cut(length, shape, spare))
    }

    /// Begins to skip a request that is longer than allowed.
    fn begin_to_skip(&mut self, spare: &mut Vec<u8>) {
        let head = self.source.bytes().get(..self.max).unwrap_or_default();
        self.state = match std::mem::replace(&mut self.state, State::Done) {
            State::Inside(search) => {
                let (start, buffer) = (self.source.position, std::mem::take(spare));
                State::Skipping(LongRequest::new(search, start, head, buffer))
            }
            state => state,
        };
    }

    /// Reads more of a request that is longer than allowed. Returns a block with its beginning when its end is found.
    fn skip(&mut self) -> io::Result<Option<Block>> {
        // All that was read was searched.
        self.source.discard_all();
        self.source.fill()?;
        let State::Skipping(request) = &mut self.state else { return Ok(None) };
        let end = request.find_end(self.source.bytes());
        match end {
            Some(end) => self.source.discard(end),
            None if self.source.at_end => self.source.discard_all(),
            None => return Ok(None),
        }
        let State::Skipping(request) = std::mem::replace(&mut self.state, State::Done) else {
            return Ok(None);
        };
        let (block, search) = request.into_block(self.max);
        self.state = if search.has_left_array() {
            State::Outside
        } else if end.is_some() {
            State::Inside(search)
        } else {
            State::at_end(&search)
        };
        Ok(Some(block))
    }

    /// A block that is a single invalid request. Nothing is read after it.
    fn last_block(&mut self, error: FrameError, spare: &mut Vec<u8>) -> Block {
        self.state = State::Done;
        if error == FrameError::Nothing {
            // The error is that of the input as a whole.
            self.source.position = Position::START;
        }
        self.cut(self.source.bytes().len(), Shape::Invalid(error), spare)
    }

    /// Cuts off a block of `length` bytes.
    fn cut(&mut self, length: usize, shape: Shape, spare: &mut Vec<u8>) -> Block {
        let (buffer, start) = self.source.take(length, spare);
        Block { buffer, length, shape, start, max: self.max, was_passed_over: false }
    }
}
