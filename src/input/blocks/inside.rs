//! Blocks of a source whose requests are inside something else.

use std::io::{self, Read};

use super::{Blocks, State};
use crate::input::block::{Block, Shape};
use crate::input::buffer::SourceKind;
use crate::input::container::{Container, Detected};
use crate::input::encoding::SAMPLE;
use crate::input::inside::next_cut;
use crate::json::trim_end;

/// The most bytes of a file that holds requests of other programs; it is in memory as a whole.
const MAX_CONTAINER: usize = 256 << 20;

impl<R: Read> Blocks<R> {
    /// Finds out whether the source is a file that holds requests of other programs.
    pub(super) fn detect(&mut self) -> io::Result<Option<Block>> {
        let bytes = self.source.bytes();
        let is_all = self.source.at_end || bytes.len() >= SAMPLE;
        match Container::of_content(bytes.get(..SAMPLE).unwrap_or(bytes), is_all) {
            Detected::Container(container) => self.container = Some(container),
            Detected::Other => {}
            Detected::Unknown => return self.source.fill().map(|()| None),
        }
        self.state = self.after_detection();
        Ok(None)
    }

    fn after_detection(&self) -> State {
        let is_known = self.container.is_some() || self.shape.is_some();
        if is_known { State::Outside } else { State::Unnamed }
    }

    /// Reads on where no request is begun.
    pub(super) fn outside(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        match (self.container, self.shape) {
            (Some(container), _) => self.read_all(container, spare),
            (None, Some(Shape::Inside)) => self.advance_search(spare),
            _ => self.begin(spare),
        }
    }

    /// Reads the whole source. One that is too long is searched like other text. One that is not JSON, because it is cut or
    /// more follows, is not what it seems.
    fn read_all(&mut self, container: Container, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let length = self.source.bytes().len();
        if self.source.at_end && !container.may_be(self.source.bytes()) {
            self.container = None;
            self.state = self.after_detection();
            return Ok(None);
        }
        if self.source.at_end {
            self.state = State::Done;
            return Ok(Some(self.cut(length, Shape::Container(container), spare)));
        }
        if length > MAX_CONTAINER {
            (self.container, self.shape) = (None, Some(Shape::Inside));
            return Ok(None);
        }
        self.source.fill().map(|()| None)
    }

    /// Cuts off the text that was read, as far as it can be searched by itself, or reads more.
    fn advance_search(&mut self, spare: &mut Vec<u8>) -> io::Result<Option<Block>> {
        let bytes = self.source.bytes();
        let (length, is_live) = (bytes.len(), self.source.kind != SourceKind::File);
        if self.source.at_end {
            self.state = State::Done;
            return Ok((length > 0).then(|| self.cut(length, Shape::Inside, spare)));
        }
        let Some(cut) = next_cut(bytes, self.searched, is_live, self.max) else {
            // The last line break depends on what comes after it.
            self.searched = trim_end(bytes).len().saturating_sub(1);
            return self.source.fill().map(|()| None);
        };
        self.searched = 0;
        Ok(Some(self.cut(cut, Shape::Inside, spare)))
    }
}
