//! Placeholders of templates: `{{total}}`, `${total}`, `%s`, `<amount>`.

use memchr::{memchr3_iter, memmem};

use super::plain::has_any;

/// The brackets of placeholders. Those that begin with others come first.
const BRACKETS: [(&str, &str); 7] =
    [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}"), ("$(", ")"), ("#{", "}"), ("<", ">")];

/// How many places of a string are looked at for a placeholder: of each, the end is looked for.
const MAX_PLACES: usize = 100;

/// The length of the placeholder with which a text begins, if it does.
pub(super) fn placeholder_length(text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    if let Some(length) = bracketed_length(line) {
        return length;
    }
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-');
    if let Some(name) = line.strip_prefix('{') {
        let end = name.find(|letter| !is_letter(letter))?;
        return (end > 0 && name.get(end..)?.starts_with('}')).then_some(end + 2);
    }
    let name = line.strip_prefix(['%', '$'])?;
    let is_letter = |letter: char| is_letter(letter) || matches!(letter, '(' | ')' | '%');
    let name = name.get(..name.find(|letter| !is_letter(letter)).unwrap_or(name.len()))?;
    let has_letter = name.contains(|letter: char| letter.is_ascii_alphabetic());
    (has_letter && !name.starts_with(|first: char| line.starts_with('$') && first.is_ascii_digit()))
        .then_some(name.len() + 1)
}

/// The length of the placeholder in brackets with which a line begins; none if these brackets are not one. `None` if it begins
/// with no such bracket.
fn bracketed_length(line: &str) -> Option<Option<usize>> {
    let (opening, closing) = BRACKETS.iter().find(|(opening, _)| line.starts_with(opening))?;
    let inner = line.get(opening.len()..)?;
    let length = memmem::find(inner.as_bytes(), closing.as_bytes());
    let length = length.filter(|length| inner.get(..*length).is_some_and(|name| !name.contains('"')));
    Some(length.map(|length| opening.len() + length + closing.len()))
}

/// Whether a string has a placeholder: one in brackets that nothing else has, anywhere, or any that is all of it.
pub(crate) fn has_placeholder(text: &str) -> bool {
    // Most strings have none of these.
    if !has_any(text.as_bytes(), [b'{', b'<', b'$', b'%']) {
        return false;
    }
    is_placeholder(text)
        || memchr3_iter(b'{', b'<', b'$', text.as_bytes()).take(MAX_PLACES).any(|at| {
            let at = if text.get(..at).is_some_and(|before| before.ends_with('#')) { at - 1 } else { at };
            let rest = text.get(at..).unwrap_or_default();
            let is_plain = rest.starts_with('<') && !rest.starts_with("<%");
            !is_plain && bracketed_length(rest).flatten().is_some()
        })
}

/// Whether a text is one placeholder. What only looks like one: an address or a UUID in brackets, and a byte of a URL, `%C5`.
fn is_placeholder(text: &str) -> bool {
    let is_of_name =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' ' | '%' | '=');
    let is_of_uuid = |letter: char| letter.is_ascii_hexdigit() || letter == '-';
    let name = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let code = name
        .or_else(|| text.strip_prefix('{')?.strip_suffix('}'))
        .or_else(|| text.strip_prefix('%')?.get(..2));
    name.is_none_or(|name| name.chars().all(is_of_name))
        && !code.is_some_and(|code| code.chars().all(is_of_uuid))
        && placeholder_length(text) == Some(text.len())
}
