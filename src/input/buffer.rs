//! A source as it is read: the bytes that were read and are not yet part of a block.

use std::io::{self, ErrorKind, Read};

use crate::json::leading_white_space;
use crate::text::Position;

/// The number of bytes that are read at a time: of a file at least, of another source at most.
const CHUNK: usize = 256 * 1024;

/// How a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A complete file. If it has no request, that is an error (contract §8).
    File,
    /// A named source that is written while it is read.
    Pipe,
    /// Standard input. It may be empty.
    Stdin,
}

/// Reads a source, and returns its bytes in order.
#[derive(Debug)]
pub(super) struct ReadBuffer<R> {
    source: R,
    pub(super) kind: SourceKind,
    /// The bytes that were read, and neither taken nor discarded.
    pub(super) bytes: Vec<u8>,
    /// The position of the first byte in the source.
    pub(super) position: Position,
    /// Whether the source's end was read.
    pub(super) at_end: bool,
    /// The bytes that were discarded since this was emptied, if they are to be kept.
    pub(super) discarded: Option<Vec<u8>>,
}

impl<R: Read> ReadBuffer<R> {
    /// Reads `source` into `buffer`, whose bytes do not matter.
    pub(super) fn new(source: R, kind: SourceKind, mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        Self { source, kind, bytes: buffer, position: Position::START, at_end: false, discarded: None }
    }

    /// Reads from the source: a file in large parts; otherwise once, so as not to wait for bytes that are not there yet.
    ///
    /// # Errors
    /// The source's own.
    pub(super) fn fill(&mut self) -> io::Result<()> {
        let is_file = self.kind == SourceKind::File;
        let mut filled = self.bytes.len();
        // The parts of a file grow with a request, so that a long one takes few reads.
        let room = if is_file { filled.max(CHUNK) } else { CHUNK };
        self.bytes.resize(filled + room, 0);
        let result = loop {
            let free = self.bytes.get_mut(filled..).unwrap_or_default();
            match self.source.read(free) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
                Ok(count) => {
                    filled += count;
                    self.at_end = count == 0;
                    if self.at_end || !is_file || filled == self.bytes.len() {
                        break Ok(());
                    }
                }
            }
        };
        self.bytes.truncate(filled);
        result
    }

    pub(super) fn discard(&mut self, length: usize) {
        self.position = self.position.after(self.bytes.get(..length).unwrap_or_default());
        match &mut self.discarded {
            // A whole buffer is not copied: it may be as long as a request.
            Some(kept) if kept.is_empty() && length == self.bytes.len() => {
                std::mem::swap(kept, &mut self.bytes);
            }
            Some(kept) => kept.extend(self.bytes.drain(..length)),
            None => drop(self.bytes.drain(..length)),
        }
    }

    pub(super) fn discard_all(&mut self) {
        self.discard(self.bytes.len());
    }

    pub(super) fn discard_white_space(&mut self) {
        self.discard(leading_white_space(&self.bytes));
    }

    /// Takes the first `length` bytes, with their position. The rest is copied to `spare`, which becomes the new buffer.
    pub(super) fn take(&mut self, length: usize, spare: &mut Vec<u8>) -> (Vec<u8>, Position) {
        let start = self.position;
        self.position = start.after(self.bytes.get(..length).unwrap_or_default());
        spare.clear();
        spare.extend_from_slice(self.bytes.get(length..).unwrap_or_default());
        self.bytes.truncate(length);
        (std::mem::replace(&mut self.bytes, std::mem::take(spare)), start)
    }
}
