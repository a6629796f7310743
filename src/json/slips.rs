//! The slips that people make in JSON, and how each is recognised at the place where a strict reader stops.

use memchr::memchr_iter;

use super::look_alikes::look_alike;
use super::placeholder::placeholder_length;
use super::stop::{Expected, Stop, trim_end};
use super::syntax::{Missing, SyntaxError, SyntaxErrorKind};
use super::{Kind, Span, number_slip};
use SyntaxErrorKind::{
    ByteOrderMark, Comment, ControlCharacter, CutShort, ExtraBracket, ExtraComma, LineBreakInString,
    LookAlike, MergeConflict, NotAValue, Nul, Placeholder, SecondValue, SingleQuote, TabInString, TextAfter,
    TextBefore, TrailingComma, UnclosedString, UnquotedKey, UnquotedValue, WrongEscape, WrongUnicodeEscape,
};

/// Recognises one kind of slip.
type Recognise = for<'t> fn(&Stop<'t>) -> Option<SyntaxError<'t>>;

/// All of them. The first that is recognised counts.
const SLIPS: [Recognise; 16] = [
    in_string,
    cut_short,
    merge_conflict,
    placeholder,
    comma,
    bracketed_prefix,
    number_slip::recognise,
    word,
    character,
    comment,
    unclosed_on_its_line,
    first_brace,
    around,
    single_quote,
    unquoted,
    missing,
];

impl<'t> SyntaxError<'t> {
    /// Finds out why `text` is not one JSON object.
    pub fn of(text: &'t str) -> Self {
        let Some(stop) = Stop::of(text) else {
            let kind = SyntaxErrorKind::NotAnObject(Kind::of(text));
            return Self { kind, span: span(0, text.len()) };
        };
        let found = SLIPS.iter().find_map(|recognise| recognise(&stop));
        found.unwrap_or_else(|| slip(SyntaxErrorKind::Expected(Missing::Object), first(&stop)))
    }
}

fn slip(kind: SyntaxErrorKind<'_>, span: Span) -> SyntaxError<'_> {
    SyntaxError { kind, span }
}

/// The first character that cannot be read.
fn first(stop: &Stop) -> Span {
    span(stop.at, stop.rest().chars().next().map_or(0, char::len_utf8))
}

fn span(start: usize, length: usize) -> Span {
    Span { start, end: start + length }
}

fn in_string<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let Expected::StringContent(start) = stop.expected else { return None };
    let rest = stop.rest();
    let unclosed = Some(slip(UnclosedString, span(start, 1)));
    let mut characters = rest.chars();
    match characters.next() {
        None if trim_end(stop.text).ends_with(['}', ']']) => unclosed,
        None => Some(slip(CutShort(Some(Kind::String), None), last(stop))),
        Some('\\') => match characters.next() {
            None => Some(slip(CutShort(Some(Kind::String), None), last(stop))),
            Some('u') => Some(slip(WrongUnicodeEscape, span(stop.at, 2))),
            Some(escaped) => Some(slip(WrongEscape, span(stop.at, 1 + escaped.len_utf8()))),
        },
        Some('\n' | '\r') if !closes_later(rest) => unclosed,
        Some('\n' | '\r') => Some(slip(LineBreakInString, first(stop))),
        Some('\t') => Some(slip(TabInString, first(stop))),
        Some('\0') => Some(slip(Nul, first(stop))),
        Some(other) => Some(slip(ControlCharacter(other), first(stop))),
    }
}

/// Whether the next quote closes a string rather than opening another: the value or key is complete after it.
fn closes_later(rest: &str) -> bool {
    let Some((_, after)) = rest.split_once('"') else { return false };
    let after = after.trim_ascii_start();
    after.is_empty() || after.starts_with([',', ':', '}', ']'])
}

/// A string that ends at the first quote of the next one: `"id": "1, "amount": 2`, `"id: "1"`.
fn unclosed_on_its_line<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let start = stop.string?;
    let content = stop.text.get(start + 1..stop.end.checked_sub(1)?)?;
    let is_swapped = stop.at == stop.end
        && matches!(stop.expected, Expected::Comma | Expected::Colon)
        && stop.rest().starts_with(|next: char| next.is_alphanumeric() || matches!(next, '_' | '"'))
        && trim_end(content).ends_with([',', ':', '{', '[']);
    is_swapped.then(|| slip(UnclosedString, span(start, 1)))
}

/// The last character of the text, without white space.
fn last(stop: &Stop) -> Span {
    let text = trim_end(stop.text);
    let length = text.chars().next_back().map_or(0, char::len_utf8);
    span(text.len().saturating_sub(length), length)
}

fn cut_short<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let rest = stop.rest();
    let is_token = stop.expected == Expected::Value
        && (["true", "false", "null"].iter().any(|word| word.starts_with(rest))
            || (rest.starts_with(|first: char| first == '-' || first.is_ascii_digit())
                && rest.ends_with(['-', '.', 'e', 'E', '+'])));
    let inner = match stop.expected {
        Expected::Value if !stop.before().ends_with('[') => None,
        _ if stop.open == Some(b'}') => Some(Kind::Object),
        _ => Some(Kind::Array),
    };
    let closing = stop.open.filter(|_| stop.is_only_open && stop.expected == Expected::Comma);
    let place = if closing.is_some() { span(stop.end, 0) } else { last(stop) };
    (rest.is_empty() || is_token).then(|| slip(CutShort(inner, closing.map(char::from)), place))
}

fn merge_conflict<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    const LENGTH: usize = 7;
    let read = stop.text.get(..stop.at)?;
    let mark = stop.rest().get(..LENGTH)?;
    let is_marker = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains(&mark);
    (is_marker && (read.is_empty() || read.ends_with('\n')))
        .then(|| slip(MergeConflict, span(stop.at, LENGTH)))
}

fn placeholder<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    stop.open.filter(|_| stop.is_before_token())?;
    // A placeholder of braces begins with what could be the start of an object.
    let is_after_brace = stop.at == stop.end && stop.before().ends_with('{');
    let outer = stop.at - usize::from(is_after_brace);
    let length = |start: usize| Some((start, placeholder_length(stop.text.get(start..)?)?));
    let is_inner = |(start, length): &(usize, usize)| {
        stop.rest().starts_with("{{") && stop.text.as_bytes().get(start + length) != Some(&b'}')
    };
    let inner = length(stop.at);
    let (start, length) = inner.filter(is_inner).or_else(|| length(outer)).or(inner)?;
    Some(slip(Placeholder, span(start, length)))
}

fn comma<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let rest = stop.rest();
    let before = stop.before();
    let before_comma = stop.end.saturating_sub(1);
    match stop.expected {
        Expected::Key | Expected::Value if rest.starts_with(['}', ']']) && before.ends_with(',') => {
            Some(slip(TrailingComma, span(before_comma, 1)))
        }
        Expected::Key | Expected::Value if rest.starts_with(',') && before.ends_with([',', '{', '[']) => {
            Some(slip(ExtraComma, span(stop.at, 1)))
        }
        Expected::End if trim_end(rest) == "," => Some(slip(TrailingComma, span(stop.at, 1))),
        _ => None,
    }
}

/// Recognises values of other languages.
fn word<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let rest = stop.rest();
    let unsigned = rest.strip_prefix('-').unwrap_or(rest);
    let length = unsigned.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(unsigned.len());
    let word = unsigned.get(..length)?;
    let json = match word {
        "NaN" | "Infinity" | "nan" | "inf" => None,
        "None" | "undefined" | "nil" | "NULL" | "Null" => Some("null"),
        "True" | "TRUE" => Some("true"),
        "False" | "FALSE" => Some("false"),
        _ => return None,
    };
    Some(slip(NotAValue { word, json }, span(stop.at, rest.len() - unsigned.len() + length)))
}

/// Recognises single characters, which may be wrong anywhere.
fn character<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    if let Some(found) = look_alike(stop.rest()) {
        return Some(slip(LookAlike(found), span(stop.at, found.text.len())));
    }
    let kind = match stop.rest().chars().next()? {
        '\u{feff}' => ByteOrderMark,
        '\0' => Nul,
        first if first.is_control() => ControlCharacter(first),
        _ => return None,
    };
    Some(slip(kind, first(stop)))
}

fn comment<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    stop.rest().starts_with(['/', '#']).then(|| slip(Comment, first(stop)))
}

fn single_quote<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    stop.rest().starts_with(['\'', '`']).then(|| slip(SingleQuote, first(stop)))
}

/// Recognises a key where the request should begin.
fn first_brace<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let start = stop.string.filter(|_| stop.expected == Expected::End && stop.rest().starts_with(':'))?;
    let is_first = trim_end(stop.text.get(..start)?).is_empty();
    is_first.then(|| slip(SyntaxErrorKind::Expected(Missing::FirstBrace), span(start, 0)))
}

/// Recognises what is before or after the whole JSON value.
fn around<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let rest = stop.rest();
    if stop.expected == Expected::End && stop.before().ends_with(['}', ']']) {
        return match rest.chars().next() {
            Some(bracket @ ('}' | ']')) => Some(slip(ExtraBracket(bracket), first(stop))),
            Some('{' | '[') => Some(slip(SecondValue, first(stop))),
            _ => Some(slip(TextAfter, span(stop.at, trim_end(rest.lines().next()?).len()))),
        };
    }
    stop.open.is_none().then_some(())?;
    let start = first_object(stop.text);
    start.map(|start| slip(TextBefore, span(start, 1)))
}

/// Recognises `[INFO] {…}`, in which the first bracket could be an array's.
fn bracketed_prefix<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let may_be = stop.is_only_open && stop.string.is_none() && stop.text.trim_ascii_start().starts_with('[');
    let start = may_be.then(|| first_object(stop.text))??;
    stop.text.get(stop.at..start)?.contains(']').then(|| slip(TextBefore, span(start, 1)))
}

/// Where the first object with a key begins.
fn first_object(text: &str) -> Option<usize> {
    let braces = memchr_iter(b'{', text.as_bytes());
    let has_key =
        |at: &usize| text.get(at + 1..).is_some_and(|rest| rest.trim_ascii_start().starts_with('"'));
    braces.into_iter().find(has_key)
}

/// Recognises keys and values without quotes.
fn unquoted<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    stop.open?;
    let rest = stop.rest();
    rest.starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | '$')).then_some(())?;
    let is_end = |letter: char| matches!(letter, ',' | '}' | ']' | '"' | '\n' | '\r');
    let word_until = |is_end: &dyn Fn(char) -> bool| rest.get(..rest.find(is_end).unwrap_or(rest.len()));
    let (kind, word): (fn(&'t str) -> _, _) = match stop.expected {
        Expected::Key => (
            UnquotedKey,
            word_until(&|letter| !letter.is_alphanumeric() && !matches!(letter, '_' | '$' | '-'))?,
        ),
        Expected::Value => (UnquotedValue, word_until(&is_end)?.trim_end()),
        _ => return None,
    };
    Some(slip(kind(word), span(stop.at, word.len())))
}

/// Names what is missing: at the gap if another token follows, else instead of what follows.
fn missing<'t>(stop: &Stop<'t>) -> Option<SyntaxError<'t>> {
    let next = stop.rest().chars().next()?;
    let is_closing = matches!(next, '}' | ']');
    let is_token = is_closing || matches!(next, '"' | '{' | '[' | '-' | ',') || next.is_alphanumeric();
    let missing = match stop.expected {
        Expected::Comma if is_closing => Missing::Closing(if next == '}' { ']' } else { '}' }),
        Expected::Comma => Missing::Comma,
        Expected::Colon => Missing::Colon,
        Expected::Value if (is_closing || next == ',') && stop.before().ends_with(':') => {
            Missing::ValueAfterColon
        }
        Expected::Value if stop.open.is_some() => Missing::Value,
        Expected::Key => Missing::Key,
        Expected::Value | Expected::End | Expected::StringContent(_) => return None,
    };
    let is_gap = is_token && !matches!(missing, Missing::Key | Missing::Value);
    let span = if is_gap { span(stop.end, 0) } else { first(stop) };
    Some(slip(SyntaxErrorKind::Expected(missing), span))
}
