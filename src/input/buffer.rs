//! A source as it is read: the bytes that were read and are not yet part of a block.

use std::io::{self, ErrorKind, Read};

use super::compression::Decompressed;
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
    source: Decompressed<R>,
    pub(super) kind: SourceKind,
    buffer: Vec<u8>,
    /// How many bytes of the buffer were taken or discarded.
    start: usize,
    /// The position of the first byte in the source.
    pub(super) position: Position,
    /// Whether the source's end was read.
    pub(super) at_end: bool,
    /// The bytes that were discarded since this was emptied, if they are to be kept.
    pub(super) discarded: Option<Vec<u8>>,
    /// The source's first bytes, as many as this allows, if they are to be kept.
    kept: Option<(Vec<u8>, usize)>,
    /// The error after the bytes that were read.
    error: Option<io::Error>,
}

impl<R: Read> ReadBuffer<R> {
    /// Reads `source` into `buffer`, whose bytes do not matter.
    pub(super) fn new(source: R, kind: SourceKind, mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        let source = Decompressed::new(source);
        let (position, at_end, discarded, kept, error) = (Position::START, false, None, None, None);
        Self { source, kind, buffer, start: 0, position, at_end, discarded, kept, error }
    }

    /// The bytes that were read, and neither taken nor discarded.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    pub(super) fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// Reads from the source: a file in large parts; otherwise once, so as not to wait for bytes that are not there yet.
    ///
    /// # Errors
    /// The source's own, once all bytes before it are taken; if it is compressed, and its bytes are to be kept.
    pub(super) fn fill(&mut self) -> io::Result<()> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let is_file = self.kind == SourceKind::File;
        drop(self.buffer.drain(..self.start));
        self.start = 0;
        let before = self.buffer.len();
        let mut filled = before;
        // The parts of a file grow with a request, so that a long one takes few reads.
        let room = if is_file { filled.max(CHUNK) } else { CHUNK };
        self.buffer.resize(filled + room, 0);
        let result = loop {
            let free = self.buffer.get_mut(filled..).unwrap_or_default();
            match self.source.read(free) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if filled == before => break Err(error),
                Err(error) => {
                    self.error = Some(error);
                    break Ok(());
                }
                Ok(count) => {
                    filled += count;
                    self.at_end = count == 0;
                    if self.at_end || !is_file || filled == self.buffer.len() {
                        break Ok(());
                    }
                }
            }
        };
        self.buffer.truncate(filled);
        self.keep_from(before);
        match self.source.compression().filter(|_| self.discarded.is_some()) {
            Some(compression) => Err(compression.no_fix()),
            None => result,
        }
    }

    /// Keeps a copy of the next `length` bytes at most, which [`kept`](Self::kept) returns.
    pub(super) fn keep(&mut self, length: usize) {
        self.kept = Some((Vec::new(), length));
        self.keep_from(self.start);
    }

    /// Keeps the bytes of the buffer from an offset on.
    fn keep_from(&mut self, offset: usize) {
        let Some((kept, length)) = &mut self.kept else { return };
        let bytes = self.buffer.get(offset..).unwrap_or_default();
        let room = bytes.len().min(length.saturating_sub(kept.len()));
        kept.extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    /// The bytes that were kept.
    pub(super) fn kept(&mut self) -> Vec<u8> {
        self.kept.take().map(|(kept, _)| kept).unwrap_or_default()
    }

    pub(super) fn discard(&mut self, length: usize) {
        let bytes = self.buffer.get(self.start..).and_then(|bytes| bytes.get(..length)).unwrap_or_default();
        self.position = self.position.after(bytes);
        match &mut self.discarded {
            // A whole buffer is not copied: it may be as long as a request.
            Some(kept) if kept.is_empty() && length == self.buffer.len() => {
                std::mem::swap(kept, &mut self.buffer);
                return;
            }
            Some(kept) => kept.extend_from_slice(bytes),
            None => {}
        }
        self.start += bytes.len();
    }

    pub(super) fn discard_all(&mut self) {
        self.discard(self.bytes().len());
    }

    pub(super) fn discard_white_space(&mut self) {
        self.discard(leading_white_space(self.bytes()));
    }

    /// Takes the first `length` bytes, with their position. They, or the bytes after them if those are fewer, are copied to
    /// `spare`.
    pub(super) fn take(&mut self, length: usize, spare: &mut Vec<u8>) -> (Vec<u8>, Position) {
        let start = self.position;
        let (block, rest) = self.bytes().split_at_checked(length).unwrap_or((self.bytes(), b""));
        let end = start.after(block);
        spare.clear();
        if self.start == 0 && rest.len() <= block.len() {
            spare.extend_from_slice(rest);
            self.buffer.truncate(length);
            std::mem::swap(&mut self.buffer, spare);
        } else {
            spare.extend_from_slice(block);
            self.start += length;
        }
        self.position = end;
        (std::mem::take(spare), start)
    }
}
