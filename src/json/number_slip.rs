//! Where a number begins and ends that is not written as JSON.

use super::Span;
use super::stop::{Expected, Stop};
use super::syntax::{SyntaxError, SyntaxErrorKind};
use super::written::{NumberFault, is_json, is_unit, read};

/// Recognises a number that is written in another way, as a whole.
pub(super) fn recognise<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let is_in_object = stop.open? == b'}';
    let start = match stop.expected {
        Expected::Value => stop.at,
        Expected::Comma => start_of_last(stop.before())?,
        // What follows a decimal comma is not a key.
        Expected::Key
            if stop.at == stop.end && stop.rest().starts_with(|next: char| next.is_ascii_digit()) =>
        {
            start_of_last(stop.before().strip_suffix(',')?)?
        }
        _ => return None,
    };
    let text = stop.text.get(start..)?;
    let text = text.get(..length(text, is_in_object))?;
    if is_json(text) || !text.contains(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let (fault, json) = read(text);
    let begins =
        text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '−' | '.'));
    (begins || fault == NumberFault::Unit).then(|| SyntaxError {
        kind: SyntaxErrorKind::Number(fault, json),
        span: Span { start, end: start + text.len() },
    })
}

/// Where the number begins with which a text ends, if it ends with one.
fn start_of_last(before: &str) -> Option<usize> {
    let is_of_number =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.' | 'e' | 'E');
    let ends_with_digit = before.ends_with(|last: char| last.is_ascii_digit());
    ends_with_digit.then(|| before.trim_end_matches(is_of_number).len())
}

/// The length of the number with which a text begins, with the groups and the unit after it. In an array, a comma is
/// never a part of a number.
fn length(text: &str, is_in_object: bool) -> usize {
    let mut end = 0;
    loop {
        end += run(text.get(end..).unwrap_or_default(), is_in_object);
        let (number, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let Some(space) =
            rest.chars().next().filter(|next| matches!(next, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'))
        else {
            return end;
        };
        let after = rest.get(space.len_utf8()..).unwrap_or_default();
        let word = after.get(..run(after, false)).unwrap_or_default();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let is_group = is_in_object && digits == 3 && number.ends_with(|last: char| last.is_ascii_digit());
        if !(is_group || is_unit(word) || (is_unit(number) && digits > 0)) {
            return end;
        }
        end += space.len_utf8();
    }
}

/// The length of the characters at the start of a text that may be of one number.
fn run(text: &str, is_in_object: bool) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut is_before_digit = || characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let is_of_number = character.is_alphanumeric()
            || matches!(character, '+' | '-' | '−' | '.' | '_' | '%' | '₺' | '$' | '€' | '£')
            || (matches!(character, '\'' | '’') && is_before_digit())
            || (character == ',' && is_in_object && is_before_digit());
        if !is_of_number {
            return at;
        }
    }
    text.len()
}
