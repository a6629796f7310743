//! Why a text is not one request, in words: the finding `LINT_INVALID_JSON` (contract §5).

use serde::de::IgnoredAny;
use serde_json::error::Category;

use crate::input::FrameError;
use crate::json::{Kind, Span};
use crate::rules::finding::Finding;
use crate::rules::lint_invalid_json::finding;
use crate::text::{count, excerpt};

/// The finding about a piece of a stream that is no request, whatever is in it.
pub(crate) fn explain_fault(fault: FrameError, max: usize) -> Finding<'static> {
    let at = Span { start: 0, end: 0 };
    match fault {
        FrameError::TooLong => finding(
            at,
            format!("the request is longer than {}", count(max as u64, "byte")),
            "begins here",
            Some("--max-request-bytes N lets longer ones pass"),
        ),
        FrameError::NoElement => finding(
            Span { start: 0, end: 1 },
            "a request is missing behind a comma".to_owned(),
            "no request",
            None,
        ),
        FrameError::OpenArray => {
            finding(at, "cut short: the array of requests is not closed".to_owned(), "`]` is missing", None)
        }
        FrameError::Encoding(name) => {
            finding(at, format!("the text is in {name}, and JSON is UTF-8"), "", Some("save it as UTF-8"))
        }
        FrameError::Nothing => finding(at, "there is no request in it".to_owned(), "", None),
    }
}

/// The finding about bytes that are not UTF-8 from `valid_up_to` on.
pub(crate) fn explain_encoding(bytes: &[u8], valid_up_to: usize) -> Finding<'static> {
    let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
    // Where the text is shown, the replacement character stands for the byte.
    let span = Span { start: valid_up_to, end: valid_up_to.saturating_add('\u{fffd}'.len_utf8()) };
    finding(span, format!("not UTF-8: byte 0x{byte:02X}"), "not UTF-8", Some("save it as UTF-8"))
}

/// Up to where a text is JSON; all of it may be.
pub(crate) fn valid_up_to(text: &str) -> usize {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => text.len(),
        Err(error) => locate(text, &error, false).start,
    }
}

/// The finding about a text that is not one JSON object.
pub(crate) fn explain_text(text: &str) -> Finding<'static> {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => {
            let kind = Kind::of(text).with_article();
            let span = Span { start: 0, end: text.len() };
            finding(span, format!("a request is an object, and this is {kind}"), "must be an object", None)
        }
        Err(error) => explain_syntax(text, &error),
    }
}

fn explain_syntax(text: &str, error: &serde_json::Error) -> Finding<'static> {
    let description = error.to_string();
    let what = description.rsplit_once(" at line ").map_or(&*description, |(what, _)| what);
    let span = locate(text, error, what.starts_with("control character"));
    if error.classify() == Category::Eof {
        let place = what.rsplit_once(' ').map_or("text", |(_, place)| place);
        let article = if place == "object" { "an" } else { "a" };
        let message = match place {
            "list" => "cut short: the text ends within an array".to_owned(),
            "object" | "string" | "value" => format!("cut short: the text ends within {article} {place}"),
            _ => "cut short".to_owned(),
        };
        return finding(span, message, "ends here", None);
    }
    let (message, help) = match hint(text, span.start) {
        Some((fault, help)) => (fault, Some(help)),
        None => (what.to_owned(), None),
    };
    finding(span, format!("not JSON: {message}"), "here", help)
}

/// What people write who think of another notation than JSON.
fn hint(text: &str, at: usize) -> Option<(String, &'static str)> {
    let (before, rest) = text.split_at_checked(at)?;
    if rest.starts_with(['}', ']']) && before.trim_ascii_end().ends_with(',') {
        return Some(("a comma with nothing behind it".to_owned(), "JSON has no trailing commas: delete it"));
    }
    if rest.starts_with(|first: char| first.is_ascii_digit())
        && before.strip_suffix(',').is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit()))
    {
        return Some(("a decimal comma".to_owned(), "a number's decimals stand behind a point: 12.50"));
    }
    let word: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let word_help = match &*word {
        "NaN" | "Infinity" | "nan" | "inf" => Some("JSON has no such number: an amount is digits"),
        "None" | "undefined" | "nil" | "NULL" | "Null" => Some("write null, or leave the field out"),
        "True" | "TRUE" => Some("write true"),
        "False" | "FALSE" => Some("write false"),
        _ => None,
    };
    if let Some(help) = word_help {
        return Some((format!("{word} is no value"), help));
    }
    match rest.chars().next()? {
        '\u{feff}' => {
            Some(("a byte order mark".to_owned(), "it may stand at the start of the text, and nowhere else"))
        }
        '\'' => Some(("a single quote".to_owned(), "strings and keys stand in double quotes")),
        '/' | '#' => Some(("a comment".to_owned(), "JSON has no comments")),
        '\0' => Some(("a NUL byte".to_owned(), "is it text at all, and UTF-8?")),
        '\n' | '\r' => Some(("a line break in a string".to_owned(), "write it as \\n")),
        first if first.is_control() => Some((
            format!("a control character, {}", excerpt(&first.to_string(), 1)),
            "write it as an escape, as \\n, or delete it outside of a string",
        )),
        _ => None,
    }
}

/// The character that the parser stopped at.
fn locate(text: &str, error: &serde_json::Error, is_control_character: bool) -> Span {
    let line_start = match error.line().checked_sub(2) {
        Some(newline) => {
            memchr::memchr_iter(b'\n', text.as_bytes()).nth(newline).map_or(0, |at| at.saturating_add(1))
        }
        None => 0,
    };
    let offset = line_start.saturating_add(error.column().saturating_sub(1));
    let mut start = text.floor_char_boundary(offset.min(text.len().saturating_sub(1)));
    if is_control_character {
        // The parser names the character before it.
        let rest = text.get(start..).unwrap_or_default();
        start = start.saturating_add(rest.find(char::is_control).unwrap_or_default());
    }
    let end = text.ceil_char_boundary(start.saturating_add(1));
    Span { start, end }
}
