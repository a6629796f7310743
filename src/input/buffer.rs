//! A source as it is read: the bytes that were read and are not yet part of a block.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use super::compression::Decompressed;
use super::file_part::FilePart;
use super::lines::column_after;
use crate::json::leading_white_space;
use crate::text::Position;

/// The number of bytes that are read at a time, unless a test says otherwise: of a file at least, of another source at
/// most.
pub const BLOCK_BYTES: usize = 1024 * 1024;

/// The part of a block that is read first of what is not a file: most pipes hold no more, and a buffer of a whole block
/// costs time.
const LIVE_PART: usize = 8;

/// How many bytes before its end a part of a file is searched for a place to cut.
const WINDOW: usize = 16 * 1024;

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
    /// The number of bytes that are read at a time.
    block_bytes: usize,
    /// The length that a regular file had before it was read.
    length: Option<u64>,
    /// The file itself, if parts of it may be read elsewhere.
    file: Option<Arc<File>>,
    /// The end of the last such part.
    window: Vec<u8>,
    /// The number of bytes that are read at a time of what is not a file: more while so many are there.
    live_bytes: usize,
    /// How many bytes were read, after decompression.
    read: u64,
    /// What was read last is in this. The other bytes do not matter: they are there so that memory is not cleared again for
    /// each part.
    buffer: Vec<u8>,
    /// Where in the buffer the bytes are that were neither taken nor discarded.
    rest: Range<usize>,
    /// The position of the first of them, after what was taken last.
    pub(super) start: Position,
    /// The number of bytes before it on its line.
    pub(super) column: usize,
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
    pub(super) fn new(source: R, kind: SourceKind, buffer: Vec<u8>) -> Self {
        Self {
            source: Decompressed::new(source),
            kind,
            block_bytes: BLOCK_BYTES,
            length: None,
            file: None,
            window: Vec::new(),
            live_bytes: BLOCK_BYTES / LIVE_PART,
            read: 0,
            buffer,
            rest: 0..0,
            start: Position::START,
            column: 0,
            at_end: false,
            discarded: None,
            kept: None,
            error: None,
        }
    }

    /// Reads so many bytes at a time.
    pub(super) fn set_block_bytes(&mut self, block_bytes: usize) {
        self.block_bytes = block_bytes.max(1);
        self.live_bytes = (block_bytes / LIVE_PART).max(1);
    }

    /// The source is a regular file of this length. Fewer reads show its end.
    pub(super) fn set_length(&mut self, length: u64) {
        self.length = Some(length);
    }

    /// The source is this regular file. Parts of it can be read by others, if it is read from its start: `/dev/fd/3` may be
    /// read from elsewhere.
    pub(super) fn set_file(&mut self, file: Arc<File>) {
        let is_at_start = (&*file).stream_position().is_ok_and(|position| position == 0);
        self.file = is_at_start.then_some(file);
    }

    /// The bytes that were read, and neither taken nor discarded.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.rest.clone()).unwrap_or_default()
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
        let before = self.rest.len();
        self.buffer.copy_within(self.rest.clone(), 0);
        let end = before + self.room();
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        let mut filled = before;
        let result = loop {
            let free = self.buffer.get_mut(filled..end).unwrap_or_default();
            match self.source.read(free) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if filled == before => break Err(error),
                Err(error) => {
                    self.error = Some(error);
                    break Ok(());
                }
                Ok(count) => {
                    let is_full = count == free.len();
                    filled += count;
                    self.at_end = count == 0 || (!is_full && self.is_all(filled - before));
                    if self.at_end || self.kind != SourceKind::File || filled == end {
                        break Ok(());
                    }
                }
            }
        };
        if filled == end {
            self.live_bytes = (2 * self.live_bytes).min(self.block_bytes);
        }
        self.rest = 0..filled;
        self.read += filled.saturating_sub(before) as u64;
        self.keep_from(before);
        match self.source.compression().filter(|_| self.discarded.is_some()) {
            Some(compression) => Err(compression.no_fix()),
            None => result,
        }
    }

    /// How many bytes are read next at most.
    fn room(&self) -> usize {
        match self.kind {
            // The parts of a file grow with a request, so that a long one takes few reads.
            SourceKind::File => {
                let room = self.rest.len().max(self.block_bytes);
                let left =
                    self.length.and_then(|length| usize::try_from(length.checked_sub(self.read)?).ok());
                left.map_or(room, |left| room.min(left + 1))
            }
            SourceKind::Pipe | SourceKind::Stdin => self.live_bytes,
        }
    }

    /// Whether so many more bytes are all that the file has, so that there is no need to read again to find its end.
    fn is_all(&self, count: usize) -> bool {
        self.length == Some(self.read + count as u64) && self.source.compression().is_none()
    }

    /// Keeps a copy of the next `length` bytes at most, which [`kept`](Self::kept) returns.
    pub(super) fn keep(&mut self, length: usize) {
        self.kept = Some((Vec::new(), length));
        self.keep_from(self.rest.start);
    }

    /// Keeps the bytes of the buffer from an offset on.
    fn keep_from(&mut self, offset: usize) {
        let Some((kept, length)) = &mut self.kept else { return };
        let bytes = self.buffer.get(offset..self.rest.end).unwrap_or_default();
        let room = bytes.len().min(length.saturating_sub(kept.len()));
        kept.extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    /// The bytes that were kept.
    pub(super) fn kept(&mut self) -> Vec<u8> {
        self.kept.take().map(|(kept, _)| kept).unwrap_or_default()
    }

    pub(super) fn discard(&mut self, length: usize) {
        let bytes =
            self.buffer.get(self.rest.clone()).and_then(|bytes| bytes.get(..length)).unwrap_or_default();
        (self.start, self.column) = (self.start.after(bytes), column_after(self.column, bytes));
        match &mut self.discarded {
            // A whole buffer is not copied: it may be as long as a request.
            Some(kept) if kept.is_empty() && self.rest == (0..length) => {
                std::mem::swap(kept, &mut self.buffer);
                kept.truncate(length);
                self.rest = 0..0;
                return;
            }
            Some(kept) => kept.extend_from_slice(bytes),
            None => {}
        }
        self.rest.start += bytes.len();
    }

    pub(super) fn discard_all(&mut self) {
        self.discard(self.rest.len());
    }

    pub(super) fn discard_white_space(&mut self) {
        self.discard(leading_white_space(self.bytes()));
    }

    /// Takes the first `length` bytes. They, or the bytes after them if those are fewer, are copied to `spare`, whose own
    /// bytes do not matter.
    pub(super) fn take(&mut self, length: usize, spare: &mut Vec<u8>) -> Vec<u8> {
        let (block, rest) = self.bytes().split_at_checked(length).unwrap_or((self.bytes(), b""));
        let (length, left, column) = (block.len(), rest.len(), column_after(self.column, block));
        if self.rest.start == 0 && left <= length {
            match spare.get_mut(..left) {
                Some(start) => start.copy_from_slice(rest),
                None => rest.clone_into(spare),
            }
            self.buffer.truncate(length);
            std::mem::swap(&mut self.buffer, spare);
            self.rest = 0..left;
        } else {
            block.clone_into(spare);
            self.rest.start += length;
        }
        (self.start, self.column) = (Position::START, column);
        std::mem::take(spare)
    }

    /// Takes the next part of a file without reading it, but for its end, up to a line break at which `find` says that it can
    /// be cut; `None` if there is none, or if the source cannot be read in this way.
    pub(super) fn take_unread(&mut self, find: impl FnOnce(&[u8]) -> Option<usize>) -> Option<FilePart> {
        let (file, length) = self.file.as_ref().zip(self.length)?;
        let offset = self.read.saturating_sub(self.rest.len() as u64);
        let end = offset + self.block_bytes as u64;
        let is_read = self.rest.len() > self.block_bytes / 2;
        // The last parts are read here, since the file's end may have changed.
        let is_last = end + self.block_bytes as u64 > length;
        if is_read || is_last || self.source.compression().is_some() || self.kept.is_some() {
            return None;
        }
        let window_length = WINDOW.min(self.block_bytes);
        let window_offset = end.saturating_sub(window_length as u64);
        let window = FilePart { file: Arc::clone(file), offset: window_offset, length: window_length };
        window.read(&mut self.window).ok()?;
        let end = window_offset + find(&self.window)? as u64;
        (&**file).seek(SeekFrom::Start(end)).ok()?;
        let length = usize::try_from(end.saturating_sub(offset)).ok()?;
        self.read = end;
        self.rest = 0..0;
        (self.start, self.column) = (Position::START, 0);
        Some(FilePart { file: window.file, offset, length })
    }
}
