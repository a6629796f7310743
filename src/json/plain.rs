//! Searches in strings, eight bytes at a time.

/// The number of bytes before the first quote, backslash or control character.
pub(super) fn plain_bytes(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            let first = special.trailing_zeros() / u8::BITS;
            return index.wrapping_mul(size_of_val(word)).wrapping_add(first as usize);
        }
    }
    let plain = rest.iter().take_while(|byte| **byte >= b' ' && !matches!(byte, b'"' | b'\\'));
    text.len().wrapping_sub(rest.len()).wrapping_add(plain.count())
}

/// Sets the highest bit of the first of eight bytes that is a quote, a backslash or a control character; 0 if none is.
/// The bits of the bytes after it may be wrong.
fn special_bytes(word: u64) -> u64 {
    // The subtraction sets the highest bit of a byte that is less. Then, and only then, it borrows from the next byte.
    // The exclusive or moves the quote to the value after the control characters.
    let quote_or_control = (word ^ each(b'"' ^ b' ')).wrapping_sub(each(b' ' + 1));
    let backslash = (word ^ each(b'\\')).wrapping_sub(each(1));
    (quote_or_control | backslash) & !word & each(0x80)
}

/// Whether a short text has any of these bytes.
pub(crate) fn has_any<const N: usize>(text: &[u8], bytes: [u8; N]) -> bool {
    let Some(last) = text.last_chunk() else { return text.iter().any(|byte| bytes.contains(byte)) };
    let (words, _) = text.as_chunks();
    let found = words.iter().chain([last]).fold(0, |found, word| {
        let word = u64::from_ne_bytes(*word);
        // The subtraction sets the highest bit of a byte that is 0. Only then, it borrows from the next byte.
        let is_zero = |word: u64| word.wrapping_sub(each(1)) & !word;
        bytes.iter().fold(found, |found, byte| found | is_zero(word ^ each(*byte)))
    });
    found & each(0x80) != 0
}

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}
