//! A source as it is read: the bytes that were read and are not yet part of a block.

use std::io::{self, ErrorKind, Read};

use crate::json::trim_start;
use crate::text::Position;

/// The number of bytes that are requested from the source at a time.
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

/// Reads a source, and hands out the bytes in order.
#[derive(Debug)]
pub(super) struct ReadBuffer<R> {
    source: R,
    pub(super) kind: SourceKind,
    /// A buffer of which the first `filled` bytes were read.
    bytes: Vec<u8>,
    filled: usize,
    /// The position of the first byte in the source.
    pub(super) position: Position,
    /// Whether the source's end was read.
    pub(super) at_end: bool,
    /// The discarded bytes, if they are to be kept.
    discarded: Option<Vec<u8>>,
}

impl<R: Read> ReadBuffer<R> {
    /// Reads `source` into `bytes`, which may be empty.
    pub(super) fn new(source: R, kind: SourceKind, bytes: Vec<u8>) -> Self {
        Self { source, kind, bytes, filled: 0, position: Position::START, at_end: false, discarded: None }
    }

    /// Keeps the discarded bytes from now on, for [`take_discarded`](Self::take_discarded).
    pub(super) fn keep_discarded(&mut self) {
        self.discarded = Some(Vec::new());
    }

    /// The bytes that were discarded since the last call; `None` if there are none, or if they are not kept.
    pub(super) fn take_discarded(&mut self) -> Option<Vec<u8>> {
        self.discarded.as_mut().filter(|bytes| !bytes.is_empty()).map(std::mem::take)
    }

    /// Whether the discarded bytes are kept.
    pub(super) fn keeps_discarded(&self) -> bool {
        self.discarded.is_some()
    }

    /// The bytes that were read, and neither taken nor discarded.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    /// The buffer itself, to be used again.
    pub(super) fn into_buffer(self) -> Vec<u8> {
        self.bytes
    }

    /// Reads from the source: as many bytes of a file as there is room for; otherwise once, so as not to wait for bytes
    /// that are not there yet.
    ///
    /// # Errors
    /// The source's own.
    pub(super) fn fill(&mut self) -> io::Result<()> {
        if self.filled.saturating_mul(2) >= self.bytes.len() {
            self.bytes.resize(self.filled.saturating_mul(2).max(CHUNK), 0);
        }
        loop {
            let room = self.bytes.get_mut(self.filled..).unwrap_or_default();
            if room.is_empty() {
                return Ok(());
            }
            match self.source.read(room) {
                Ok(count) => {
                    self.at_end = count == 0;
                    self.filled = self.filled.saturating_add(count);
                    if self.at_end || self.kind != SourceKind::File {
                        return Ok(());
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Discards the first `length` bytes.
    pub(super) fn discard(&mut self, length: usize) {
        let discarded = self.bytes.get(..length).unwrap_or_default();
        self.position = self.position.after(discarded);
        if let Some(kept) = &mut self.discarded {
            if kept.is_empty() && length == self.filled {
                // A whole buffer is not copied: it may be as long as a request.
                std::mem::swap(kept, &mut self.bytes);
                kept.truncate(length);
                self.filled = 0;
                return;
            }
            kept.extend_from_slice(discarded);
        }
        self.bytes.copy_within(length.min(self.filled)..self.filled, 0);
        self.filled = self.filled.saturating_sub(length);
    }

    /// Discards all bytes.
    pub(super) fn discard_all(&mut self) {
        self.discard(self.filled);
    }

    /// Discards the white space at the start.
    pub(super) fn discard_white_space(&mut self) {
        self.discard(self.filled.saturating_sub(trim_start(self.bytes()).len()));
    }

    /// Takes the first `length` bytes, and returns them at the start of their buffer, with their position. The rest is
    /// copied to `spare`, which becomes the new buffer and may be empty.
    pub(super) fn take(&mut self, length: usize, spare: &mut Vec<u8>) -> (Vec<u8>, Position) {
        let start = self.position;
        self.position = start.after(self.bytes.get(..length).unwrap_or_default());
        let rest = self.bytes.get(length..self.filled).unwrap_or_default();
        let mut next = std::mem::take(spare);
        if next.len() < rest.len() {
            let room = if self.at_end { 0 } else { CHUNK };
            next.resize(rest.len().saturating_add(room), 0);
        }
        if let Some(copy) = next.get_mut(..rest.len()) {
            copy.copy_from_slice(rest);
        }
        self.filled = rest.len();
        (std::mem::replace(&mut self.bytes, next), start)
    }
}
