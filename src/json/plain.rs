//! Searches in strings, many bytes at a time.

use wide::u8x16;

/// The number of bytes before the first quote, backslash or control character.
pub(super) fn plain_bytes(text: &[u8]) -> usize {
    let (chunks, rest) = text.as_chunks();
    for (index, chunk) in chunks.iter().enumerate() {
        let special = string_ends(u8x16::new(*chunk)).to_bitmask();
        if special != 0 {
            return index * size_of_val(chunk) + special.trailing_zeros() as usize;
        }
    }
    let plain = rest.iter().take_while(|byte| **byte >= b' ' && !matches!(byte, b'"' | b'\\'));
    text.len() - rest.len() + plain.count()
}

/// The bytes that are a quote, a backslash or a control character, as bytes that are not 0.
#[inline]
pub(crate) fn string_ends(bytes: u8x16) -> u8x16 {
    // The exclusive or moves the quote to the value after the control characters.
    let moved = bytes ^ u8x16::splat(b'"' ^ b' ');
    let quote_or_control = moved.min(u8x16::splat(b' ')).simd_eq(moved);
    quote_or_control | bytes.simd_eq(u8x16::splat(b'\\'))
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
