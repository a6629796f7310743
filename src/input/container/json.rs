//! Members and elements of JSON text, without a tree.

use std::borrow::Cow;
use std::iter;

use crate::json::{Cursor, decode, decode_key};

/// The keys of the object that a text begins with, each with the text from its value on; none if it begins with another
/// value. Ends where the text is cut or is not JSON.
pub(super) fn members(text: &str) -> impl Iterator<Item = (Cow<'_, [u8]>, &str)> {
    parts(text, b'{').map(|(key, value)| (decode_key(key), value))
}

/// The elements of the array that a text begins with, as [`members`].
pub(super) fn elements(text: &str) -> impl Iterator<Item = &str> {
    parts(text, b'[').map(|(_, value)| value)
}

/// The members or elements of the value that a text begins with, if it has this bracket.
fn parts(text: &str, opening: u8) -> impl Iterator<Item = (&str, &str)> {
    let mut cursor = Cursor::new(text);
    cursor.skip_white_space();
    let (has_bracket, mut count) = (cursor.eat(opening), 0);
    iter::from_fn(move || {
        if count > 0 {
            cursor.skip_value()?;
        }
        let closing = if opening == b'{' { b'}' } else { b']' };
        let has_next = has_bracket && cursor.next_element(count, closing)?;
        count = 1;
        let key = if opening == b'{' && has_next { cursor.key()? } else { 0..0 };
        has_next.then(|| cursor.cut(key).zip(cursor.cut(cursor.at()..text.len())))?
    })
}

/// The text from the value of a member on.
pub(super) fn get<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    members(text).find(|(name, _)| **name == *key.as_bytes()).map(|(_, value)| value)
}

/// The value that a text begins with, as it is written.
pub(super) fn value(text: &str) -> &str {
    Cursor::new(text).value().unwrap_or_default()
}

/// The value of a member that is a string; empty if there is none.
pub(super) fn string(text: &str, key: &str) -> String {
    let value = get(text, key).map(value).filter(|value| value.starts_with('"'));
    String::from_utf8_lossy(&decode(value.unwrap_or_default())).into_owned()
}

/// Whether a text is one JSON value.
pub(super) fn is_json(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.skip_white_space();
    let is_read = cursor.skip_value().is_some();
    cursor.skip_white_space();
    is_read && cursor.is_at_end()
}
