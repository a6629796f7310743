//! The encoding of a source, as its first bytes show.

/// The byte order mark of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The number of bytes that are read of a source in another encoding.
pub(super) const SAMPLE: usize = 4096;

/// Whether the first bytes of a text are those of an encoding that JSON cannot be in. Its other bytes must show it as well.
pub(super) fn may_be_foreign(text: &[u8]) -> bool {
    guess(text).is_some()
}

/// The name of a text's encoding if JSON cannot be in it: as the first bytes say, and most of the sample is ASCII then.
pub(super) fn foreign_encoding(text: &[u8]) -> Option<&'static str> {
    let (name, width, is_little_endian) = guess(text)?;
    let sample = text.get(..text.len().min(SAMPLE))?;
    let is_ascii = |unit: &&[u8]| {
        let low = if is_little_endian { unit.first() } else { unit.last() };
        let is_only_low = |low: u8| unit.iter().map(|byte| u64::from(*byte)).sum::<u64>() == u64::from(low);
        low.is_some_and(|low| (1..0x80).contains(low) && is_only_low(*low))
    };
    let ascii = sample.chunks_exact(width).filter(is_ascii).count();
    (ascii * 2 > sample.len() / width).then_some(name)
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
