//! The search for the end of a string, eight bytes at a time.

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
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    // The subtraction sets the highest bit of a byte that is less. Then, and only then, it borrows from the next byte.
    // The exclusive or moves the quote to the value after the control characters.
    let quote_or_control = (word ^ each(b'"' ^ b' ')).wrapping_sub(each(b' ' + 1));
    let backslash = (word ^ each(b'\\')).wrapping_sub(each(1));
    (quote_or_control | backslash) & !word & each(0x80)
}
