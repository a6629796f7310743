//! Blocks of a source that is requests, one after the other or in an array.

use std::io::{self, Read};

use super::{Blocks, State};
use crate::input::block::{Block, FrameError, Shape};
use crate::input::search::Search;
use crate::json::{is_white_space, trim_end, trim_start};

impl<R: Read> Blocks<R> {
    /// Cuts off the whole requests that were read, or reads more.
    pub(super) fn advance(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let bytes = self.source.bytes();
        if self.search.searched == 0 && bytes.first().is_some_and(|byte| is_white_space(*byte)) {
            self.source.discard_white_space();
            return Ok(None);
        }
        if let Some(block) = self.cut_unread() {
            return Ok(Some(block));
        }
        let bytes = self.source.bytes();
        let shape = self.search.shape;
        let is_rest = self.source.at_end && !matches!(shape, Shape::Array { .. });
        if !is_rest && let Some(cut) = self.search.next_cut(bytes, self.source.column) {
            let is_empty_array = shape == (Shape::Array { is_start: true })
                && bytes.get(..cut).is_some_and(|bytes| trim_end(trim_start(bytes)) == b"]");
            let mut block = if is_empty_array {
                self.source.discard(cut);
                None
            } else {
                Some(self.cut(cut, shape, spare))
            };
            self.end_element(block.as_mut());
            return Ok(block);
        }
        let length = bytes.len();
        if self.source.at_end {
            self.state = self.state_at_end();
            return Ok((length > 0).then(|| self.cut(length, shape, spare)));
        }
        if self.search.scanner.length <= self.max {
            return self.source.fill().map(|()| None);
        }
        let mut head = std::mem::take(spare);
        head.clear();
        head.extend_from_slice(bytes.get(..self.max).unwrap_or_default());
        self.long = Some(Block { bytes: head, is_truncated: true, ..self.block(shape) });
        self.state = State::Skipping;
        Ok(None)
    }

    /// Cuts off a block whose bytes are not yet read, where a line break shows that a request begins after it.
    fn cut_unread(&mut self) -> Option<Block> {
        let Search { shape, searched, scanner, .. } = &self.search;
        if !matches!(shape, Shape::Sequence | Shape::Lines) || *searched > 0 || scanner.length > 0 {
            return None;
        }
        let block = self.block(*shape);
        let part = self.source.take_unread(|text| self.search.last_boundary(text))?;
        Some(Block { part: Some(part), ..block })
    }

    /// Reads more of a request that is longer than allowed. Returns a block with its beginning when its end is found.
    pub(super) fn skip(&mut self) -> io::Result<Option<Block>> {
        // All that was read was searched.
        self.source.discard_all();
        self.source.fill()?;
        self.search.searched = 0;
        let mut block = self.long.take();
        match self.search.next_end(self.source.bytes()) {
            Some(end) => {
                self.source.discard(end);
                self.state = State::Inside;
                self.end_element(block.as_mut());
            }
            None if self.source.at_end => {
                self.source.discard_all();
                self.state = self.state_at_end();
            }
            None => {
                self.long = block;
                return Ok(None);
            }
        }
        self.search.searched = 0;
        let is_reported = self.search.shape != Shape::Sparse || !self.search.is_too_long();
        let mut block = block.filter(|_| is_reported);
        // White space at its end does not count, so that it may not be too long after all.
        if let Some(block) = block.as_mut().filter(|_| self.search.is_too_long()) {
            block.shape = Shape::Invalid(FrameError::TooLong);
        }
        Ok(block)
    }

    /// Changes the state if the array's end was found. If the first comma that the array lacks is missing after `block`, notes
    /// the place in it.
    pub(super) fn end_element(&mut self, block: Option<&mut Block>) {
        if let Some(block) = block.filter(|_| self.search.lacks_comma && !self.lacks_comma) {
            let after = if block.is_truncated { self.source.start } else { block.start.after(&block.bytes) };
            block.missing_comma = Some(after);
            self.lacks_comma = true;
        }
        if self.search.has_left_array {
            self.state =
                if self.lacks_comma { State::ArrayError(FrameError::NoComma) } else { State::Outside };
        }
    }

    /// The state at the source's end, after all that the search is for.
    pub(super) fn state_at_end(&self) -> State {
        // A request that is cut short is an error by itself.
        let is_array = matches!(self.search.shape, Shape::Array { .. });
        let is_open = is_array && self.search.scanner.is_balanced();
        if is_open { State::ArrayError(FrameError::OpenArray) } else { State::Done }
    }

    /// An empty block with the error of an array as a whole.
    pub(super) fn array_error(&mut self, error: FrameError, spare: &mut Vec<u8>) -> Block {
        self.lacks_comma = false;
        self.state = if error == FrameError::NoComma { State::Outside } else { State::Done };
        self.cut(0, Shape::Invalid(error), spare)
    }
}
