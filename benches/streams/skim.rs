//! Skimming: `serde_json` reads every request, and keeps nothing. It is what checking is compared with.

use std::fs::File;
use std::hint::black_box;
use std::io::Read;
use std::path::Path;

use serde::de::IgnoredAny;
use serde_json::Deserializer;

/// How many bytes of a file are read at once.
const READ: usize = 1 << 20;

/// Skims all requests.
pub fn skim(bytes: &[u8], is_pretty: bool) {
    let (_, end) = if is_pretty { values(bytes) } else { lines(bytes) };
    assert_eq!(end, bytes.len());
}

/// Skims a file with one request a line, and returns their number.
pub fn lines_of(path: &Path) -> usize {
    file(path, lines)
}

/// Skims a file with requests over several lines, and returns their number.
pub fn values_of(path: &Path) -> usize {
    file(path, values)
}

/// Skims complete lines. Returns their number, and where the last one ends.
fn lines(bytes: &[u8]) -> (usize, usize) {
    let (mut count, mut start) = (0, 0);
    for newline in memchr::memchr_iter(b'\n', bytes) {
        black_box(serde_json::from_slice::<IgnoredAny>(&bytes[start..newline]).unwrap());
        (count, start) = (count + 1, newline + 1);
    }
    (count, start)
}

/// Skims complete values. Returns their number, and where the last one and its line break end.
fn values(bytes: &[u8]) -> (usize, usize) {
    let mut values = Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
    let (mut count, mut end) = (0, 0);
    while let Some(Ok(value)) = values.next() {
        black_box(value);
        (count, end) = (count + 1, values.byte_offset() + 1);
    }
    (count, end.min(bytes.len()))
}

/// Skims what is read of a file; what is not complete is skimmed with the next part.
fn file(path: &Path, skim: fn(&[u8]) -> (usize, usize)) -> usize {
    let (mut file, mut buffer, mut count) = (File::open(path).unwrap(), Vec::new(), 0);
    while file.by_ref().take(READ as u64).read_to_end(&mut buffer).unwrap() > 0 {
        let (more, end) = skim(&buffer);
        buffer.drain(..end);
        count += more;
    }
    assert!(buffer.is_empty(), "the file is cut short");
    count
}
