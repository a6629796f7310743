//! `LINT_INVALID_JSON` (contract §5).

use super::lint_misspelt_field::misspelt;
use super::{Check, Claim, Finding, Inside, NotARequest, Other, Rule, Severity, docs};
use crate::input::{Found, FrameError};
use crate::json::syntax::{SyntaxError, SyntaxErrorKind};
use crate::json::{Kind, Span, decode_key, route};
use crate::request::{Basket, Field, Place, Request};
use crate::text::Position;

pub(super) static RULE: Rule = Rule {
    code: "LINT_INVALID_JSON",
    severity: Severity::Error,
    summary: "the text is not JSON, or not a request",
    docs: docs!("lint_invalid_json"),
    answer: None,
    check: Check::NOTHING,
};

/// The finding about a part of a source that is not a request, as the source's structure shows. A request may have
/// `max_bytes`.
pub(crate) fn explain_frame(error: FrameError, max_bytes: usize) -> Finding<'static> {
    let has_place = matches!(error, FrameError::NoElement | FrameError::FirstLine);
    let span = Span { start: 0, end: usize::from(has_place) };
    not_a_request(span, NotARequest::Frame { error, max_bytes })
}

fn not_a_request(span: Span, fault: NotARequest) -> Finding {
    Finding::new(&RULE, None, span, Claim::NotARequest(fault))
}

/// The finding about bytes that are UTF-8 only up to `valid_up_to`.
pub(crate) fn explain_not_utf8(bytes: &[u8], valid_up_to: usize) -> Finding<'static> {
    let error = SyntaxError::not_utf8(bytes, valid_up_to);
    not_a_request(error.span, NotARequest::Syntax(error.kind))
}

/// The finding about a text that is not one JSON object. The text is at `start` in its input.
pub(crate) fn explain_syntax(text: &str, start: Position) -> Finding<'_> {
    let error = SyntaxError::of(text);
    if error.kind == SyntaxErrorKind::NotAnObject(Kind::String)
        && let Some((inside, place)) = find_inside(text, start)
    {
        return not_a_request(place, NotARequest::Other { what: Other::JsonString, inside: Some(inside) });
    }
    not_a_request(error.span, NotARequest::Syntax(error.kind))
}

/// Whether an object is something else than a request: it has neither `amount` nor `basket`, not even misspelt.
pub(crate) fn is_other(request: &Request) -> bool {
    let is_absent = matches!((&request.amount, &request.basket), (Field::Absent, Field::Absent));
    let is_meant = |meant| [Request::amount, Request::basket].contains(&meant);
    is_absent && !misspelt(request).any(|(unknown, meant)| unknown.place == Place::Request && is_meant(meant))
}

/// The finding about an object that is something else than a request. Its text is at `start` in its input.
pub(crate) fn explain_other<'t>(request: &Request<'t>, start: Position) -> Finding<'t> {
    let has = |name: &str| request.unknown.iter().any(|unknown| *decode_key(unknown.key) == *name.as_bytes());
    let what = match ANSWERS.iter().any(|keys| keys.iter().all(|key| has(key))) {
        true => Other::Answer,
        false if has(Basket::basket_items) => Other::Basket,
        false => Other::Json,
    };
    let (inside, place) = find_inside(request.text, start).unzip();
    let brace = request.text.len() - request.text.trim_ascii_start().len();
    not_a_request(place.unwrap_or(first_byte(brace)), NotARequest::Other { what, inside })
}

/// The keys of the objects that the API answers: errors (contract §4), and sessions.
const ANSWERS: [&[&str]; 5] =
    [&["trace_id", "response"], &["error_code"], &["session_token"], &["session_id"], &["session_url"]];

/// The requests in a text that is not one, and the place of the first one in it.
fn find_inside(text: &str, start: Position) -> Option<(Inside, Span)> {
    let requests = Found::of(text.as_bytes()).requests;
    let (count, offset) = (requests.len() as u64, requests.first()?.span.start);
    let (route, is_in_string) = route(text, offset).unzip();
    let first = start.after(text.as_bytes().get(..offset)?);
    let is_in_string = is_in_string.unwrap_or_default();
    Some((Inside { count, first, route, is_in_string }, first_byte(offset)))
}

fn first_byte(start: usize) -> Span {
    Span { start, end: start + 1 }
}
