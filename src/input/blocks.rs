//! A source → its requests (contract §8): one value, an array, or many, found out from the content alone.
//!
//! [`Blocks`] cuts the source, as it comes, into blocks of whole requests; [`Frames`](super::frames::Frames) finds
//! the requests in one block. Where a block is cut changes nothing: every cut is a place where a request ends
//! whatever follows, so blocks can be checked by themselves.

use std::io::{self, ErrorKind, Read};

use super::block::{Block, Shape};
use super::frames::Fault;
use super::search::Search;
use crate::json::{is_white_space, trim_end, trim_start};
use crate::text::position::Position;

/// Bytes that are asked of the source at a time.
const CHUNK: usize = 256 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes of a text in another encoding that stand for all of it.
pub(super) const SAMPLE: usize = 4096;

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A file, of which all is there. One without a request is an error (contract §8).
    File,
    /// What is named like a file, and is written while it is read.
    Pipe,
    /// Standard input. It may be empty.
    Stdin,
}

/// Cuts a source into blocks.
#[derive(Debug)]
pub(crate) struct Blocks<R> {
    source: R,
    max: usize,
    /// What was read and not yet cut off; the first `filled` bytes count.
    buffer: Vec<u8>,
    filled: usize,
    /// Where the buffer's first byte stands in the source.
    position: Position,
    at_end: bool,
    /// No request was found so far.
    is_empty: bool,
    kind: Kind,
    state: State,
    /// The bytes since the last block that belong to none, if they are to be returned as well.
    gap: Option<Vec<u8>>,
    /// The block after the gap that was returned last.
    after_gap: Option<Block>,
}

#[derive(Debug)]
enum State {
    /// Nothing was read.
    New,
    /// Outside of an array, where one may begin.
    Outside,
    /// Among requests.
    Inside(Search),
    /// In a request that is longer than requests may be.
    Skipping(Skip),
    /// An array's last element was cut off, and its end never came.
    Unclosed,
    /// Nothing follows.
    Done,
}

/// A request that is longer than requests may be, of which the beginning is kept.
#[derive(Debug)]
struct Skip {
    search: Search,
    /// How it stands in the source, and where.
    shape: Shape,
    start: Position,
    head: Vec<u8>,
}

impl<R: Read> Blocks<R> {
    /// Cuts `source` into blocks, with requests of at most `max` bytes. `buffer` is one to read into, and may be empty.
    pub(crate) fn new(source: R, max: usize, kind: Kind, buffer: Vec<u8>) -> Self {
        Self {
            source,
            max,
            buffer,
            filled: 0,
            position: Position::START,
            at_end: false,
            is_empty: true,
            kind,
            state: State::New,
            gap: None,
            after_gap: None,
        }
    }

    /// Returns what is between the blocks as well, as blocks without requests ([`Shape::Gap`]). Then the bytes of all
    /// blocks are those of the source, if those of a block that [`was_passed_over`](Block::was_passed_over) are left out.
    pub(crate) fn with_gaps(self) -> Self {
        Self { gap: Some(Vec::new()), ..self }
    }

    /// The buffer that is left at the source's end.
    pub(crate) fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// The next block; none at the source's end. `spare` is a buffer to read on into, and may be empty.
    ///
    /// # Errors
    /// What the source says.
    pub(crate) fn next(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let mut block = self.after_gap.take();
        while block.is_none() && !matches!(self.state, State::Done) {
            block = self.step(spare)?;
            if let Some(gap) = self.take_gap() {
                self.after_gap = block;
                return Ok(Some(gap));
            }
        }
        if block.is_none() && self.gap.is_some() && !self.at_end {
            // After a text in another encoding, the rest of the source was not read.
            self.fill()?;
            self.discard(self.filled);
            block = self.take_gap();
        }
        Ok(block)
    }

    /// The bytes that were passed over since the last block, if there are any and they are wanted.
    fn take_gap(&mut self) -> Option<Block> {
        let buffer = std::mem::take(self.gap.as_mut().filter(|gap| !gap.is_empty())?);
        let (length, start) = (buffer.len(), self.position);
        Some(Block { buffer, length, shape: Shape::Gap, start, max: self.max, was_passed_over: false })
    }

    /// Advances a little, and reads at most once; that may give a block.
    ///
    /// # Errors
    /// What the source says.
    fn step(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let block = match &self.state {
            State::New => self.open(spare)?,
            State::Outside => self.begin(spare)?,
            State::Inside(_) => self.advance(spare)?,
            State::Skipping(_) => self.skip()?,
            State::Unclosed => Some(self.last_block(Fault::OpenArray, spare)),
            State::Done => None,
        };
        self.is_empty &= block.is_none();
        Ok(block)
    }

    /// Takes away a byte order mark, and refuses other encodings.
    fn open(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        if self.filled < BYTE_ORDER_MARK.len() && !self.at_end {
            return self.fill().map(|()| None);
        }
        if let Some(encoding) = foreign_encoding(self.unread()) {
            if self.filled < SAMPLE && !self.at_end {
                return self.fill().map(|()| None);
            }
            return Ok(Some(self.last_block(Fault::Encoding(encoding), spare)));
        }
        if self.unread().starts_with(BYTE_ORDER_MARK) {
            self.discard(BYTE_ORDER_MARK.len());
            // The mark is no character of the text, though bytes of the file.
            self.position = Position { byte: self.position.byte, ..Position::START };
        }
        self.state = State::Outside;
        Ok(None)
    }

    /// Finds out how the next requests stand in the source.
    fn begin(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        self.discard_white_space();
        self.state = match self.unread().first() {
            None if !self.at_end => return self.fill().map(|()| None),
            None if self.is_empty && self.kind != Kind::Stdin => {
                return Ok(Some(self.last_block(Fault::Nothing, spare)));
            }
            None => State::Done,
            Some(b'[') => {
                self.discard(1);
                State::Inside(Search::new(Shape::Array { is_start: true }, self.max))
            }
            Some(_) => State::Inside(Search::new(Shape::Sequence, self.max)),
        };
        Ok(None)
    }

    /// Cuts off what is whole, or reads on.
    fn advance(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let State::Inside(search) = &mut self.state else { return Ok(None) };
        let unread = self.buffer.get(..self.filled).unwrap_or_default();
        if search.is_between() && unread.first().is_some_and(|byte| is_white_space(*byte)) {
            self.discard_white_space();
            return Ok(None);
        }
        let shape = search.shape();
        if self.at_end && shape == Shape::Sequence {
            return Ok(self.finish(spare));
        }
        if let Some(cut) = search.next_cut(unread) {
            let is_void = shape == (Shape::Array { is_start: true })
                && unread.get(..cut).is_some_and(is_closing_bracket);
            if search.has_left_array() {
                self.state = State::Outside;
            }
            if is_void {
                self.discard(cut);
                return Ok(None);
            }
            return Ok(Some(self.cut(cut, shape, spare)));
        }
        if self.at_end {
            return Ok(self.finish(spare));
        }
        if search.pending().length() > self.max {
            self.begin_to_skip(spare);
            return Ok(None);
        }
        self.fill().map(|()| None)
    }

    /// What is left at the source's end.
    fn finish(&mut self, spare: &mut Vec<u8>) -> Option<Block> {
        let State::Inside(search) = &self.state else { return None };
        let shape = search.shape();
        // A request that is cut short says so itself.
        let is_open_array = shape != Shape::Sequence && search.pending().is_balanced();
        self.state = if is_open_array { State::Unclosed } else { State::Done };
        (self.filled > 0).then(|| self.cut(self.filled, shape, spare))
    }

    /// Keeps the beginning of a request that is longer than requests may be; the rest is passed over.
    fn begin_to_skip(&mut self, spare: &mut Vec<u8>) {
        let mut head = std::mem::take(spare);
        head.clear();
        head.extend_from_slice(self.unread().get(..self.max).unwrap_or_default());
        let start = self.position;
        self.state = match std::mem::replace(&mut self.state, State::Done) {
            State::Inside(search) => State::Skipping(Skip { shape: search.shape(), search, start, head }),
            state => state,
        };
    }

    /// Looks for the long request's end a little further on, and cuts its beginning off when it is found.
    fn skip(&mut self) -> io::Result<Option<Block>> {
        // All that was read was searched.
        self.discard(self.filled);
        self.fill()?;
        let unread = self.buffer.get(..self.filled).unwrap_or_default();
        let State::Skipping(skip) = &mut self.state else { return Ok(None) };
        skip.search.forget_searched();
        let end = skip.search.next_end(unread);
        if end.is_none() && !self.at_end {
            return Ok(None);
        }
        self.discard(end.unwrap_or(self.filled));
        let state = std::mem::replace(&mut self.state, State::Done);
        let State::Skipping(Skip { mut search, shape, start, head }) = state else { return Ok(None) };
        search.forget_searched();
        let shape_was_array = shape != Shape::Sequence;
        let shape = if search.is_too_long() { Shape::Fault(Fault::TooLong) } else { shape };
        if search.has_left_array() {
            self.state = State::Outside;
        } else if end.is_some() {
            self.state = State::Inside(search);
        } else if shape_was_array && search.pending().is_balanced() {
            self.state = State::Unclosed;
        }
        let length = head.len();
        Ok(Some(Block { buffer: head, length, shape, start, max: self.max, was_passed_over: true }))
    }

    /// A block that is one broken request, behind which nothing is read.
    fn last_block(&mut self, fault: Fault, spare: &mut Vec<u8>) -> Block {
        self.state = State::Done;
        if fault == Fault::Nothing {
            // It is the whole input that is at fault.
            self.position = Position::START;
        }
        self.cut(self.filled, Shape::Fault(fault), spare)
    }

    /// Cuts off the first `length` bytes; what is behind them moves to the spare buffer.
    fn cut(&mut self, length: usize, shape: Shape, spare: &mut Vec<u8>) -> Block {
        let start = self.position;
        self.position = start.after(self.buffer.get(..length).unwrap_or_default());
        let rest = self.buffer.get(length..self.filled).unwrap_or_default();
        let mut next = std::mem::take(spare);
        if next.len() < rest.len() {
            let room = if self.at_end { 0 } else { CHUNK };
            next.resize(rest.len().saturating_add(room), 0);
        }
        if let Some(place) = next.get_mut(..rest.len()) {
            place.copy_from_slice(rest);
        }
        self.filled = rest.len();
        let buffer = std::mem::replace(&mut self.buffer, next);
        Block { buffer, length, shape, start, max: self.max, was_passed_over: false }
    }

    /// What was read and not yet cut off.
    fn unread(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }

    fn discard_white_space(&mut self) {
        let blank = self.filled.saturating_sub(trim_start(self.unread()).len());
        self.discard(blank);
    }

    /// Passes over the first `length` bytes.
    fn discard(&mut self, length: usize) {
        let passed_over = self.buffer.get(..length).unwrap_or_default();
        self.position = self.position.after(passed_over);
        if let Some(gap) = &mut self.gap {
            if gap.is_empty() && length == self.filled {
                std::mem::swap(gap, &mut self.buffer);
                gap.truncate(length);
                self.filled = 0;
                return;
            }
            gap.extend_from_slice(passed_over);
        }
        self.buffer.copy_within(length.min(self.filled)..self.filled, 0);
        self.filled = self.filled.saturating_sub(length);
    }

    /// Reads on: of a file, as much as there is room for; otherwise once, so as not to wait for more than there is.
    fn fill(&mut self) -> io::Result<()> {
        if self.filled.saturating_mul(2) >= self.buffer.len() {
            self.buffer.resize(self.filled.saturating_mul(2).max(CHUNK), 0);
        }
        loop {
            let room = self.buffer.get_mut(self.filled..).unwrap_or_default();
            if room.is_empty() {
                return Ok(());
            }
            match self.source.read(room) {
                Ok(count) => {
                    self.at_end = count == 0;
                    self.filled = self.filled.saturating_add(count);
                    if self.at_end || self.kind != Kind::File {
                        return Ok(());
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Whether there is nothing but an array's end.
fn is_closing_bracket(text: &[u8]) -> bool {
    trim_end(trim_start(text)) == b"]"
}

/// The name of the encoding that a text is in, if it is not one that agrees with ASCII.
fn foreign_encoding(text: &[u8]) -> Option<&'static str> {
    match text {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        // Without a mark, ASCII characters still give it away.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'{' | b'[', ..] | [b'{' | b'[', 0, ..] => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use crate::input::Frames;

    /// The blocks and the gaps between them are the source, whatever is read at a time.
    fn rebuild(source: &[u8], kind: Kind) -> (Vec<u8>, usize) {
        let mut blocks = Blocks::new(source, 64, kind, Vec::new()).with_gaps();
        let (mut whole, mut requests) = (Vec::new(), 0);
        while let Some(block) = blocks.next(&mut Vec::new()).unwrap() {
            requests = usize::saturating_add(requests, Frames::new(&block).count());
            if !block.was_passed_over {
                whole.extend(block.bytes());
            }
        }
        (whole, requests)
    }

    #[test]
    fn requests_behind_a_long_one_are_found_and_no_byte_is_lost() {
        let long = format!("{{\"a\":\"{}\"}}", "x".repeat(300_000));
        let sources = [
            (format!("{long}\n{{}}\n{{}}\n"), 3),
            (format!("\u{feff} [{long} , {{}},\n{{}}]\n {{}}\n"), 4),
            (format!("{{}}\n{long}"), 2),
            // The array that is not closed is told as well.
            (format!("[{{}},{long}"), 3),
            (format!("{{}}{}\n{{}}", " ".repeat(600_000)), 2),
        ];
        for (source, requests) in sources {
            for kind in [Kind::File, Kind::Stdin] {
                assert!(
                    rebuild(source.as_bytes(), kind) == (source.clone().into_bytes(), requests),
                    "{kind:?}"
                );
            }
        }
    }
}
