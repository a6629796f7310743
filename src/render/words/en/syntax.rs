//! Why a text is not one request, in English.

use super::other;
use crate::input::FrameError;
use crate::json::Kind;
use crate::json::syntax::{LookAlike, Missing, SyntaxErrorKind};
use crate::json::written::NumberFault;
use crate::request::MAX_SHOWN;
use crate::rules::{NotARequest, Other};
use crate::text::{count, escape, excerpt};

/// What is wrong and how to correct it, in one line.
pub(super) fn message(fault: &NotARequest, redacts: bool) -> String {
    let syntax = match fault {
        NotARequest::Frame { error, max_bytes } => return frame(*error, *max_bytes),
        NotARequest::Other { what, inside } => return other::message(*what, inside.as_ref()),
        NotARequest::Syntax(kind) => kind,
    };
    let what = match syntax {
        SyntaxErrorKind::NotAnObject(kind) => {
            return format!("a request is an object, but this is {}", kind.with_article());
        }
        SyntaxErrorKind::CutShort(kind, _) => {
            let within = kind.map_or("a value", Kind::with_article);
            let cure = cure(syntax, redacts).map(|cure| format!("; {cure}")).unwrap_or_default();
            return format!("cut short: the text ends within {within}{cure}");
        }
        SyntaxErrorKind::NotUtf8(byte) => return format!("not UTF-8: byte 0x{byte:02X}"),
        other => what(other),
    };
    match cure(syntax, redacts) {
        Some(cure) => format!("not JSON: {what}; {cure}"),
        None => format!("not JSON: {what}"),
    }
}

fn frame(error: FrameError, max_bytes: usize) -> String {
    match error {
        FrameError::TooLong => format!("the request is longer than {}", count(max_bytes as u64, "byte")),
        FrameError::NoElement => "expected a request, found a comma or a bracket".to_owned(),
        FrameError::OpenArray => "cut short: the array of requests is not closed".to_owned(),
        FrameError::NoComma => "expected `,` before this request of the array".to_owned(),
        FrameError::FirstLine => "cut short: the line has only the first bracket of a request".to_owned(),
        FrameError::Encoding(name) => format!("the text is {name}, but JSON is UTF-8"),
        FrameError::Nothing => "no request found".to_owned(),
        FrameError::NotJson(kind) => other::message(Other::File(kind), None),
        FrameError::NothingInside => {
            "no request found: no JSON object has both `amount` and `basket`".to_owned()
        }
    }
}

/// What is wrong, as a clause.
fn what(kind: &SyntaxErrorKind) -> String {
    let what = match kind {
        SyntaxErrorKind::NotAValue { word, .. } => return format!("{word} is not a JSON value"),
        SyntaxErrorKind::ControlCharacter(character) => {
            return format!("a control character, {}", escape(&character.to_string()));
        }
        SyntaxErrorKind::LookAlike(look_alike) => return named(look_alike),
        SyntaxErrorKind::ExtraBracket(bracket) => return format!("a `{bracket}` too many"),
        SyntaxErrorKind::Expected(missing) => return expected(*missing),
        SyntaxErrorKind::Number(fault, _) => number(*fault),
        SyntaxErrorKind::UnclosedString => "this string is not closed",
        SyntaxErrorKind::LineBreakInString => "a line break in a string",
        SyntaxErrorKind::TabInString => "a tab in a string",
        SyntaxErrorKind::WrongEscape => "a backslash that does not begin an escape",
        SyntaxErrorKind::WrongUnicodeEscape => "an escape without its four digits",
        SyntaxErrorKind::SecondValue => "a second value after the JSON",
        SyntaxErrorKind::MergeConflict => "a merge conflict that was not resolved",
        SyntaxErrorKind::Placeholder => "a placeholder that was not filled in",
        SyntaxErrorKind::TrailingComma => "a trailing comma",
        SyntaxErrorKind::ExtraComma => "a comma too many",
        SyntaxErrorKind::ByteOrderMark => "a byte order mark (U+FEFF)",
        SyntaxErrorKind::SingleQuote => "a single quote",
        SyntaxErrorKind::Comment => "a comment",
        SyntaxErrorKind::Nul => "a NUL byte",
        SyntaxErrorKind::UnquotedKey(_) => "a key without quotes",
        SyntaxErrorKind::UnquotedValue(_) => "a value without quotes",
        SyntaxErrorKind::TextBefore => "text before the JSON, which begins here",
        SyntaxErrorKind::TextAfter => "text after the JSON, which ends before it",
        SyntaxErrorKind::NotAnObject(_) | SyntaxErrorKind::CutShort(..) | SyntaxErrorKind::NotUtf8(_) => "",
    };
    what.to_owned()
}

/// The name of a character, with its code point.
fn named(look_alike: &LookAlike) -> String {
    let mut characters = look_alike.text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => format!("{} (U+{:04X})", look_alike.name, u32::from(character)),
        _ => look_alike.name.to_owned(),
    }
}

fn expected(missing: Missing) -> String {
    match missing {
        Missing::Comma => "expected `,` after the value".to_owned(),
        Missing::Colon => "expected `:` after the key".to_owned(),
        Missing::ValueAfterColon => "expected a value after `:`".to_owned(),
        Missing::Value => "expected a value".to_owned(),
        Missing::Key => "expected a key in double quotes".to_owned(),
        Missing::Closing(bracket) => format!("expected `{bracket}` after the value"),
        Missing::FirstBrace => "expected `{` before the first key".to_owned(),
        Missing::Object => "expected `{`".to_owned(),
    }
}

fn number(fault: NumberFault) -> &'static str {
    match fault {
        NumberFault::Unit => "a unit in a number",
        NumberFault::Hexadecimal => "a hexadecimal number",
        NumberFault::Separators => "separators in a number",
        NumberFault::DecimalComma => "a decimal comma",
        NumberFault::PlusSign => "a plus sign before a number",
        NumberFault::MinusSign => "a minus sign that is not `-`",
        NumberFault::LeadingZero => "a leading zero",
        NumberFault::NothingBeforePoint => "no digit before the point",
        NumberFault::NothingAfterPoint => "no digit after the point",
        NumberFault::Other => "this is not a number",
    }
}

/// How to correct it, as a clause that has the text to write.
fn cure(kind: &SyntaxErrorKind, redacts: bool) -> Option<String> {
    let cure = match kind {
        SyntaxErrorKind::Number(_, Some(number)) if !redacts && number.len() <= MAX_SHOWN => {
            return Some(format!("write {number}"));
        }
        SyntaxErrorKind::UnquotedKey(word) | SyntaxErrorKind::UnquotedValue(word)
            if !redacts && word.len() <= MAX_SHOWN =>
        {
            return Some(format!("write \"{}\"", excerpt(word, MAX_SHOWN)));
        }
        SyntaxErrorKind::NotAValue { json: Some("null"), .. } => "write null, or remove the field",
        SyntaxErrorKind::NotAValue { json: Some(json), .. } => return Some(format!("write {json}")),
        SyntaxErrorKind::LookAlike(LookAlike { write: "", .. })
        | SyntaxErrorKind::TrailingComma
        | SyntaxErrorKind::ExtraComma
        | SyntaxErrorKind::ExtraBracket(_)
        | SyntaxErrorKind::TextAfter => "remove it",
        SyntaxErrorKind::LookAlike(LookAlike { write: " ", .. }) => "write a usual space",
        SyntaxErrorKind::LookAlike(LookAlike { write, .. }) => return Some(format!("write `{write}`")),
        SyntaxErrorKind::Expected(missing) => return add(*missing),
        SyntaxErrorKind::NotUtf8(_) => "save it as UTF-8",
        SyntaxErrorKind::Number(NumberFault::Other, _) => {
            "write only digits and a point, or put it in double quotes"
        }
        SyntaxErrorKind::Number(..) => "write digits, and a point before the decimals",
        SyntaxErrorKind::NotAValue { json: None, .. } => "write the amount in digits",
        SyntaxErrorKind::UnquotedKey(_) | SyntaxErrorKind::UnquotedValue(_) => "write it in double quotes",
        SyntaxErrorKind::UnclosedString => "add `\"` at its end",
        SyntaxErrorKind::LineBreakInString => "write `\\n`",
        SyntaxErrorKind::TabInString => "write `\\t`",
        SyntaxErrorKind::ControlCharacter(_) => "write it as an escape, or remove it outside of strings",
        SyntaxErrorKind::WrongEscape => "write `\\\\` for a backslash",
        SyntaxErrorKind::WrongUnicodeEscape => "write four hexadecimal digits after `\\u`",
        SyntaxErrorKind::SecondValue => "write each request on its own line",
        SyntaxErrorKind::MergeConflict => "keep one version, and remove the markers",
        SyntaxErrorKind::Placeholder => "write the value",
        SyntaxErrorKind::TextBefore => "remove what is before it, or use --find",
        SyntaxErrorKind::ByteOrderMark => "remove it: it is allowed only at the start of the text",
        SyntaxErrorKind::SingleQuote => "write strings and keys in double quotes",
        SyntaxErrorKind::Comment => "remove it: JSON has no comments",
        SyntaxErrorKind::Nul => "check that this is a text in UTF-8",
        SyntaxErrorKind::CutShort(_, Some(closing)) => return Some(format!("add `{closing}`")),
        SyntaxErrorKind::NotAnObject(_) | SyntaxErrorKind::CutShort(_, None) => return None,
    };
    Some(cure.to_owned())
}

/// What to add where something is missing.
fn add(missing: Missing) -> Option<String> {
    let text = match missing {
        Missing::Comma => ',',
        Missing::Colon => ':',
        Missing::Closing(bracket) => bracket,
        Missing::FirstBrace => '{',
        Missing::Object => return Some("a request is a JSON object".to_owned()),
        Missing::ValueAfterColon | Missing::Value | Missing::Key => return None,
    };
    Some(format!("add `{text}`"))
}

/// What to write at the place.
pub(super) fn label(fault: &NotARequest, redacts: bool) -> String {
    let label = match fault {
        NotARequest::Frame { error: FrameError::TooLong, .. } => "begins here",
        NotARequest::Frame { error: FrameError::NoElement, .. } => "expected a request",
        NotARequest::Frame { error: FrameError::OpenArray, .. } => "`]` is missing",
        NotARequest::Frame {
            error:
                FrameError::Encoding(_)
                | FrameError::NotJson(_)
                | FrameError::NoComma
                | FrameError::Nothing
                | FrameError::NothingInside,
            ..
        }
        | NotARequest::Other { inside: None, .. } => "",
        NotARequest::Syntax(SyntaxErrorKind::NotAnObject(_)) => "must be an object",
        NotARequest::Syntax(SyntaxErrorKind::CutShort(_, None))
        | NotARequest::Frame { error: FrameError::FirstLine, .. } => "ends here",
        NotARequest::Syntax(SyntaxErrorKind::NotUtf8(_)) => "not UTF-8",
        NotARequest::Syntax(kind) => return cure(kind, redacts).unwrap_or_else(|| "here".to_owned()),
        NotARequest::Other { inside: Some(_), .. } => "the request begins here",
    };
    label.to_owned()
}

/// How to correct it, if the message does not say so.
pub(super) fn help(fault: &NotARequest) -> Option<String> {
    let help = match fault {
        NotARequest::Frame { error: FrameError::TooLong, .. } => {
            "--max-request-bytes N allows longer requests"
        }
        NotARequest::Frame { error: FrameError::Encoding(_), .. }
        | NotARequest::Syntax(SyntaxErrorKind::NotUtf8(_)) => "save it as UTF-8",
        NotARequest::Frame { error: FrameError::FirstLine, .. } => {
            "each line of this input is one request: write it on one line, or in a *.json file without --lines"
        }
        NotARequest::Other { what: Other::File(kind), inside: None } => other::advice(*kind)?,
        NotARequest::Frame { .. } | NotARequest::Syntax(_) | NotARequest::Other { .. } => return None,
    };
    Some(help.to_owned())
}
