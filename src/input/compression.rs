//! Compressed sources: gzip (RFC 1952) and zstd (RFC 8878), known by their first bytes (contract §8).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::path::Path;

use super::decode::{Decode, Decoded};
use super::gzip::Gzip;
use super::zstd::Zstd;

/// The number of compressed bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

/// A way to compress a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// One or more gzip members.
    Gzip,
    /// One or more zstd frames.
    Zstd,
}

/// What the first bytes of a source show of its compression.
enum Detected {
    Compressed(Compression),
    Plain,
    /// More bytes are needed.
    Unknown,
}

/// The first bytes of gzip, with the only method that there is, and of a frame of zstd.
const SIGNATURES: [(&[u8], Compression); 2] =
    [(b"\x1F\x8B\x08", Compression::Gzip), (b"\x28\xB5\x2F\xFD", Compression::Zstd)];

/// What follows the first byte of a skippable frame of zstd, which is `0x50` to `0x5F`.
const SKIPPABLE: &[u8] = b"\x2A\x4D\x18";

impl Compression {
    /// The compression of the regular file at `path`; `None` if it is not compressed, or cannot be read.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let mut head = Vec::new();
        File::open(path).and_then(|file| file.take(4).read_to_end(&mut head)).ok()?;
        match detect(&head) {
            Detected::Compressed(compression) => Some(compression),
            Detected::Plain | Detected::Unknown => None,
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// The error of a compressed source that is to be fixed.
    pub(crate) fn no_fix(self) -> io::Error {
        io::Error::other(format!("it is compressed with {}: decompress it first", self.name()))
    }
}

/// The compression of a source that begins with `head`.
fn detect(head: &[u8]) -> Detected {
    let may_skip = match head.split_first() {
        None => return Detected::Unknown,
        Some((0x50..=0x5F, rest)) => Some(rest),
        Some(_) => None,
    };
    let skippable = may_skip.map(|rest| (rest, SKIPPABLE, Compression::Zstd));
    let signatures = SIGNATURES.map(|(signature, compression)| (head, signature, compression));
    for (head, signature, compression) in signatures.into_iter().chain(skippable) {
        if head.starts_with(signature) {
            return Detected::Compressed(compression);
        }
        if signature.starts_with(head) {
            return Detected::Unknown;
        }
    }
    Detected::Plain
}

/// A source, decompressed if its first bytes say that it is compressed.
pub(super) enum Decompressed<R> {
    /// Nothing was read.
    New(Option<R>),
    Plain(R),
    Compressed(Box<Decompressor<R>>),
}

/// A source that is decompressed.
pub(super) struct Decompressor<R> {
    pub(super) compression: Compression,
    decoder: Box<dyn Decode + Send>,
    source: BufReader<io::Chain<Cursor<Vec<u8>>, R>>,
    /// The number of compressed bytes that were decoded.
    offset: u64,
    /// The error that comes after the bytes before it.
    error: Option<String>,
}

impl<R: Read> Decompressed<R> {
    pub(super) fn new(source: R) -> Self {
        Self::New(Some(source))
    }

    /// How the source is compressed, as far as it was read.
    pub(super) fn compression(&self) -> Option<Compression> {
        match self {
            Self::Compressed(decompressor) => Some(decompressor.compression),
            Self::New(_) | Self::Plain(_) => None,
        }
    }

    /// Reads the first bytes to `buffer`, as many as show the compression. Returns how many there are, if they are plain.
    fn open(&mut self, mut source: R, buffer: &mut [u8]) -> io::Result<usize> {
        let mut length = 0;
        let compression = loop {
            match source.read(buffer.get_mut(length..).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
                Ok(0) => break None,
                Ok(count) => length += count,
            }
            match detect(buffer.get(..length).unwrap_or_default()) {
                Detected::Unknown => {}
                Detected::Plain => break None,
                Detected::Compressed(compression) => break Some(compression),
            }
        };
        let Some(compression) = compression else {
            *self = Self::Plain(source);
            return Ok(length);
        };
        let head = buffer.get(..length).unwrap_or_default().to_vec();
        *self = Self::Compressed(Box::new(Decompressor::new(compression, head, source)));
        self.read(buffer)
    }
}

impl<R: Read> Read for Decompressed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::New(source) => match source.take() {
                Some(source) => self.open(source, buffer),
                None => Ok(0),
            },
            Self::Plain(source) => source.read(buffer),
            Self::Compressed(decompressor) => decompressor.read(buffer),
        }
    }
}

impl<R: Read> Decompressor<R> {
    /// Decompresses `source`, whose bytes `head` were read already.
    fn new(compression: Compression, head: Vec<u8>, source: R) -> Self {
        let decoder: Box<dyn Decode + Send> = match compression {
            Compression::Gzip => Box::new(Gzip::new()),
            Compression::Zstd => Box::new(Zstd::new()),
        };
        let source = BufReader::with_capacity(CHUNK, Cursor::new(head).chain(source));
        Self { compression, decoder, source, offset: 0, error: None }
    }

    fn failure(&self, error: &str) -> io::Error {
        let (name, offset) = (self.compression.name(), self.offset);
        io::Error::other(format!("cannot decompress it ({name}): {error}, at byte {offset}"))
    }
}

impl<R: Read> Read for Decompressor<R> {
    /// Returns what is decompressed from the bytes that are there, and waits for more only if that is nothing.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(error) = self.error.take() {
                return Err(self.failure(&error));
            }
            let input = self.source.fill_buf()?;
            let is_end = input.is_empty();
            if is_end && self.decoder.is_complete() {
                return Ok(0);
            }
            let Decoded { read, written, error } = self.decoder.decode(input, buffer);
            self.source.consume(read);
            self.offset += read as u64;
            self.error = error;
            if written > 0 {
                return Ok(written);
            }
            if (is_end || read == 0) && self.error.is_none() {
                return Err(self.failure("it is cut short"));
            }
        }
    }
}

impl<R> std::fmt::Debug for Decompressed<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Decompressed")
    }
}
