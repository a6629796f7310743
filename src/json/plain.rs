//! The bytes of a string that stand for themselves, told eight at a time.

/// How many bytes of a string come before its end, an escape, or what may not stand in it.
pub(super) fn plain_bytes(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            let first = special.trailing_zeros() / u8::BITS;
            return index.wrapping_mul(size_of_val(word)).wrapping_add(first as usize);
        }
    }
    text.len().wrapping_sub(rest.len()).wrapping_add(plain_bytes_one_by_one(rest))
}

/// The same, byte by byte: where the text ends.
fn plain_bytes_one_by_one(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte >= b' ' && !matches!(byte, b'"' | b'\\')).count()
}

/// Marks, by its highest bit, the first of eight bytes that does not stand for itself in a string; none if all do. Bytes
/// behind it may be marked, too.
fn special_bytes(word: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    // The subtraction sets the highest bit of what is less. It borrows from the next byte then, and only then. A quote
    // comes to stand right behind the control characters.
    let quote_or_control = (word ^ each(b'"' ^ b' ')).wrapping_sub(each(b' ' + 1));
    let backslash = (word ^ each(b'\\')).wrapping_sub(each(1));
    (quote_or_control | backslash) & !word & each(0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_is_not_plain_is_found() {
        for special in 0..=u8::MAX {
            for (place, behind) in
                (0..24).flat_map(|place| [b'a', 0xFF, b'!', b'"', 0].map(|behind| (place, behind)))
            {
                let mut text = vec![b'#'; 24];
                text.splice(place.., [special].into_iter().chain(vec![behind; 23 - place]));
                assert_eq!(plain_bytes(&text), plain_bytes_one_by_one(&text), "{text:?}");
            }
        }
    }
}
