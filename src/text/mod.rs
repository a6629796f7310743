//! Text of an input, made safe and short enough to be shown.

pub mod paint;
pub mod position;
pub mod quoting;
pub mod redact;
pub mod source;

pub use paint::{Tone, paint};
pub use position::Position;
pub(crate) use position::line_breaks;
pub use quoting::{Decoded, Quoting};
pub use source::SourceText;

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character could control the terminal, or reorder or break the text around it: control characters (C0, DEL,
/// C1), line and paragraph separators, bidirectional and other invisible formatting characters.
pub fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character is hostile after the one `before` it. `##` and `::` begin commands of CI runners, such as
/// `##[add-mask]`, `##vso[…]`, `##teamcity[…]` and `::add-mask::`: the second of two is escaped.
pub fn is_hostile_after(before: Option<char>, character: char) -> bool {
    is_hostile(character) || (matches!(character, '#' | ':') && before == Some(character))
}

/// `text` with its hostile characters written as JSON writes them: `\u001b`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !has_hostile(text, |_| false) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push(&mut escaped, character);
    }
    Cow::Owned(escaped)
}

/// `text` with its hostile characters written as JSON writes them; its line breaks and tabs stay. The result of JSON text
/// is JSON text with the same value, since what is hostile can only be in its strings.
pub fn escape_lines(text: &str) -> Cow<'_, str> {
    if !has_hostile(text, |character| matches!(character, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\t' => escaped.push(character),
            '\r' if characters.peek() == Some(&'\n') => escaped.push(character),
            other => push(&mut escaped, other),
        }
    }
    Cow::Owned(escaped)
}

/// Whether there is anything hostile in a text but what `stays`.
fn has_hostile(text: &str, stays: impl Fn(char) -> bool) -> bool {
    // Most texts have none of the bytes with which a hostile character begins. This loop is fast, since it has no exit.
    let may_begin = |byte| matches!(byte, ..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3);
    let is_suspicious = text.bytes().fold(false, |found, byte| found | may_begin(byte));
    let pairs = text.bytes().zip(text.bytes().skip(1));
    let has_pair = pairs.fold(false, |found, (a, b)| found | (a == b && matches!(a, b'#' | b':')));
    has_pair || (is_suspicious && text.contains(|it| is_hostile(it) && !stays(it)))
}

/// Appends `character` as [`escape`] shows it.
pub fn push(text: &mut String, character: char) {
    match character {
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\t' => text.push_str("\\t"),
        hostile if is_hostile_after(text.chars().next_back(), hostile) => {
            for unit in hostile.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
        harmless => text.push(harmless),
    }
}

/// `text` for use in a message: escaped, and cut after `limit` characters.
pub fn excerpt(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", escape(text.get(..end).unwrap_or_default())),
        None => escape(text).into_owned(),
    }
}

/// The name that `text` is probably a misspelling of: at most a third of its characters differ, ignoring case.
pub fn closest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let text = text.to_lowercase();
    let distances = names.map(|name| (strsim::osa_distance(&text, &name.to_lowercase()), name));
    let near = distances.filter(|(distance, name)| distance.saturating_mul(3) <= name.len());
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// `count` with its noun: "1 request", "3 requests".
pub fn count(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
