//! The encoding of a source, as its first bytes show.

use memchr::memchr_iter;

/// The byte order mark of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The number of bytes that show the encoding.
pub(super) const SAMPLE: usize = 4096;

/// What the first bytes of a source show of its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Nothing yet: more must be read.
    Unknown,
    /// The source may be UTF-8.
    Utf8,
    /// The sample is in the encoding of this name, in which JSON cannot be.
    Foreign(&'static str),
}

/// The encoding of a source that begins with `text`, and ends with it if `is_all`. A log may begin with any bytes, so it
/// is a foreign one only if the whole sample is in it, and mostly ASCII.
pub(super) fn encoding(text: &[u8], is_all: bool) -> Encoding {
    if !is_all && may_begin_mark(text) {
        return Encoding::Unknown;
    }
    let sample = text.get(..SAMPLE).unwrap_or(text);
    let Some((name, width, is_little_endian)) = guess(sample) else { return Encoding::Utf8 };
    let is_ascii = |unit: &[u8]| {
        let low = if is_little_endian { unit.first() } else { unit.last() };
        let is_only_low = |low: u8| unit.iter().map(|byte| u64::from(*byte)).sum::<u64>() == u64::from(low);
        low.is_some_and(|low| (1..0x80).contains(low) && is_only_low(*low))
    };
    let begins_with_ascii = sample.chunks_exact(width).nth(1).is_none_or(is_ascii);
    if !begins_with_ascii || next_utf8_line(sample).is_some() {
        return Encoding::Utf8;
    }
    if !is_all && text.len() < SAMPLE {
        return Encoding::Unknown;
    }
    let ascii = sample.chunks_exact(width).filter(|unit| is_ascii(unit)).count();
    if ascii * 2 > sample.len() / width { Encoding::Foreign(name) } else { Encoding::Utf8 }
}

/// The start of the first line that is not UTF-16 or UTF-32, whose line breaks have a zero byte after them if the next
/// character is ASCII.
pub(super) fn next_utf8_line(text: &[u8]) -> Option<usize> {
    let mut starts = memchr_iter(b'\n', text).map(|newline| newline + 1);
    starts.find(|start| text.get(*start).is_some_and(|byte| *byte != 0))
}

/// Whether a text that goes on is too short to show its encoding.
fn may_begin_mark(text: &[u8]) -> bool {
    match text {
        [_, _, _, _, ..] => false,
        [0 | 0xFE | 0xFF, ..] | [_, 0, ..] | [b'{' | b'['] => true,
        _ => text.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(text),
    }
}

/// The encoding that the first bytes of a text suggest: its name, the bytes of a code unit, and whether the first one of
/// them is the lowest.
fn guess(text: &[u8]) -> Option<(&'static str, usize, bool)> {
    match text {
        [0xFF, 0xFE, 0, 0, ..] => Some(("UTF-32", 4, true)),
        [0, 0, 0xFE, 0xFF, ..] => Some(("UTF-32", 4, false)),
        // Without a mark, the zero byte of an ASCII character shows it.
        [0xFF, 0xFE, ..] | [b'{' | b'[', 0, ..] => Some(("UTF-16", 2, true)),
        [0xFE, 0xFF, ..] | [0, b'{' | b'[', ..] => Some(("UTF-16", 2, false)),
        _ => None,
    }
}
