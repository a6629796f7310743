//! White space between JSON's tokens.

/// Whether a byte is white space between JSON's tokens (RFC 8259 §2), which a form feed is not.
pub fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// `text` without the white space at its start.
pub fn trim_start(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|byte| !is_white_space(*byte)).unwrap_or(text.len());
    text.get(start..).unwrap_or_default()
}

/// `text` without the white space at its end.
pub fn trim_end(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !is_white_space(*byte)).map_or(0, |last| last.saturating_add(1));
    text.get(..end).unwrap_or_default()
}
