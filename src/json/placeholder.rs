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
    if let Some(brackets) = brackets(line) {
        return bracketed_length(line, brackets);
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

/// The brackets of the placeholder with which a line may begin.
fn brackets(line: &str) -> Option<(&str, &str)> {
    BRACKETS.iter().copied().find(|(opening, _)| line.starts_with(opening))
}

/// The length of the placeholder in these brackets with which a line begins, if it does.
fn bracketed_length(line: &str, (opening, closing): (&str, &str)) -> Option<usize> {
    let inner = line.get(opening.len()..)?;
    let length = memmem::find(inner.as_bytes(), closing.as_bytes())?;
    let is_name = !inner.get(..length)?.contains('"');
    is_name.then_some(opening.len() + length + closing.len())
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
            let brackets = brackets(rest).filter(|(opening, _)| *opening != "<");
            brackets.is_some_and(|brackets| bracketed_length(rest, brackets).is_some())
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
