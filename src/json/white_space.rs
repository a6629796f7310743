//! White space between JSON's tokens.

/// Whether a byte is white space between JSON's tokens (RFC 8259 §2), which a form feed is not.
pub fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The number of bytes of white space at the start of `text`.
pub fn leading_white_space(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_white_space(**byte)).count()
}

/// `text` without the white space at its start.
pub fn trim_start(text: &[u8]) -> &[u8] {
    text.get(leading_white_space(text)..).unwrap_or_default()
}

/// `text` without the white space at its end.
pub fn trim_end(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !is_white_space(*byte)).map_or(0, |last| last + 1);
    text.get(..end).unwrap_or_default()
}
