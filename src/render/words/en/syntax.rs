//! Why a text is not one request, in English.

use crate::input::FrameError;
use crate::json::Kind;
use crate::json::syntax::SyntaxErrorKind;
use crate::rules::NotARequest;
use crate::text::{count, escape};

/// What is wrong, in one line.
pub(super) fn message(fault: &NotARequest) -> String {
    let kind = match fault {
        NotARequest::Frame { error, max_bytes } => return frame(*error, *max_bytes),
        NotARequest::Syntax(kind) => kind,
    };
    let what = match kind {
        SyntaxErrorKind::NotAnObject(kind) => {
            return format!("a request is an object, but this is {}", kind.with_article());
        }
        SyntaxErrorKind::CutShort(kind) => {
            return format!("cut short: the text ends within {}", kind.map_or("a value", Kind::with_article));
        }
        SyntaxErrorKind::NotUtf8(byte) => return format!("not UTF-8: byte 0x{byte:02X}"),
        SyntaxErrorKind::NotAValue { word, .. } => format!("{word} is not a JSON value"),
        SyntaxErrorKind::ControlCharacter(character) => {
            format!("a control character, {}", escape(&character.to_string()))
        }
        SyntaxErrorKind::TrailingComma => "a trailing comma".to_owned(),
        SyntaxErrorKind::DecimalComma => "a decimal comma".to_owned(),
        SyntaxErrorKind::ByteOrderMark => "a byte order mark".to_owned(),
        SyntaxErrorKind::SingleQuote => "a single quote".to_owned(),
        SyntaxErrorKind::Comment => "a comment".to_owned(),
        SyntaxErrorKind::Nul => "a NUL byte".to_owned(),
        SyntaxErrorKind::LineBreakInString => "a line break in a string".to_owned(),
        SyntaxErrorKind::Other(what) => what.clone(),
    };
    format!("not JSON: {what}")
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
    }
}

/// What to write at the place.
pub(super) fn label(fault: &NotARequest) -> &'static str {
    match fault {
        NotARequest::Frame { error: FrameError::TooLong, .. } => "begins here",
        NotARequest::Frame { error: FrameError::NoElement, .. } => "expected a request",
        NotARequest::Frame { error: FrameError::OpenArray, .. } => "`]` is missing",
        NotARequest::Frame {
            error: FrameError::Encoding(_) | FrameError::NoComma | FrameError::Nothing,
            ..
        } => "",
        NotARequest::Syntax(SyntaxErrorKind::NotAnObject(_)) => "must be an object",
        NotARequest::Syntax(SyntaxErrorKind::CutShort(_))
        | NotARequest::Frame { error: FrameError::FirstLine, .. } => "ends here",
        NotARequest::Syntax(SyntaxErrorKind::NotUtf8(_)) => "not UTF-8",
        NotARequest::Syntax(_) => "here",
    }
}

/// How to correct it.
pub(super) fn help(fault: &NotARequest) -> Option<String> {
    let kind = match fault {
        NotARequest::Frame { error: FrameError::TooLong, .. } => {
            return Some("--max-request-bytes N allows longer requests".to_owned());
        }
        NotARequest::Frame { error: FrameError::Encoding(_), .. } => {
            return Some("save it as UTF-8".to_owned());
        }
        NotARequest::Frame { error: FrameError::FirstLine, .. } => {
            let help = "each line of this input is one request: write it on one line, or in a *.json file without --lines";
            return Some(help.to_owned());
        }
        NotARequest::Frame { .. } => return None,
        NotARequest::Syntax(kind) => kind,
    };
    let help = match kind {
        SyntaxErrorKind::NotAnObject(_) | SyntaxErrorKind::CutShort(_) | SyntaxErrorKind::Other(_) => {
            return None;
        }
        SyntaxErrorKind::NotUtf8(_) => "save it as UTF-8",
        SyntaxErrorKind::NotAValue { json: None, .. } => {
            "JSON has no such number: write the amount in digits"
        }
        SyntaxErrorKind::NotAValue { json: Some("null"), .. } => "write null, or remove the field",
        SyntaxErrorKind::NotAValue { json: Some(json), .. } => return Some(format!("write {json}")),
        SyntaxErrorKind::ControlCharacter(_) => {
            "write it as an escape such as \\n, or delete it outside of strings"
        }
        SyntaxErrorKind::TrailingComma => "JSON has no trailing commas: delete it",
        SyntaxErrorKind::DecimalComma => "write the decimals after a point: 12.50",
        SyntaxErrorKind::ByteOrderMark => "it is allowed only at the start of the text: delete it",
        SyntaxErrorKind::SingleQuote => "write strings and keys in double quotes",
        SyntaxErrorKind::Comment => "JSON has no comments: delete it",
        SyntaxErrorKind::Nul => "check that this is a text in UTF-8",
        SyntaxErrorKind::LineBreakInString => "write it as \\n",
    };
    Some(help.to_owned())
}
