//! The encoding of a source, as its first bytes show.

/// The byte order mark of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The number of bytes that are read of a source in another encoding.
pub(super) const SAMPLE: usize = 4096;

/// The name of a text's encoding if JSON cannot be in it.
pub(super) fn foreign_encoding(text: &[u8]) -> Option<&'static str> {
    match text {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        // Without a mark, the zero byte of an ASCII character shows it.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'{' | b'[', ..] | [b'{' | b'[', 0, ..] => Some("UTF-16"),
        _ => None,
    }
}
