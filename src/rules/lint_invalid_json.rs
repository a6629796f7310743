//! `LINT_INVALID_JSON` (contract §5).

use super::lint_misspelt_field::{is_near, misspelt};
use super::{Check, Claim, Finding, Inside, NotARequest, Other, Rule, Severity, docs};
use crate::input::{FileType, Found, FrameError};
use crate::json::syntax::{SyntaxError, SyntaxErrorKind};
use crate::json::{Span, decode_key, leading_white_space, route};
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

/// The finding about a source that is not JSON, and begins with these bytes; `is_cut` if there are more.
pub(crate) fn explain_file_type(
    kind: FileType,
    bytes: &[u8],
    start: Position,
    is_cut: bool,
) -> Finding<'static> {
    let (inside, place) = find_inside(bytes, start).unzip();
    let inside = inside.map(|inside| Inside { is_cut, ..inside });
    // Where the text is not UTF-8, it is shown with other offsets.
    let place =
        place.filter(|_| str::from_utf8(bytes).is_ok()).unwrap_or(first_byte(leading_white_space(bytes)));
    not_a_request(place, NotARequest::Other { what: Other::File(kind), inside })
}

/// The finding about a text that is not one JSON object. The text is at `start` in its input.
pub(crate) fn explain_syntax(text: &str, start: Position) -> Finding<'_> {
    let error = SyntaxError::of(text);
    if let SyntaxErrorKind::NotAnObject(kind) = error.kind
        && let Some((inside, place)) = find_inside(text.as_bytes(), start)
    {
        let what = Other::Value(kind);
        return not_a_request(place, NotARequest::Other { what, inside: Some(inside) });
    }
    not_a_request(error.span, NotARequest::Syntax(error.kind))
}

/// Whether a request has both `amount` and `basket`.
pub(crate) fn has_amount_and_basket(request: &Request) -> bool {
    !matches!(request.amount, Field::Absent) && !matches!(request.basket, Field::Absent)
}

/// Whether an object is something else than a request: it has neither `amount` nor `basket`, not even misspelt. Other names
/// count only if there is one for both: many objects have a `total`.
pub(crate) fn is_other(request: &Request) -> bool {
    let is_absent = matches!((&request.amount, &request.basket), (Field::Absent, Field::Absent));
    let keys = || misspelt(request).filter(|(unknown, _)| unknown.place == Place::Request);
    let has_key_for = |name| keys().any(|(_, meant)| meant == name);
    let has_near_key_for = |name| keys().any(|(unknown, meant)| meant == name && is_near(unknown.key, name));
    let names = [Request::amount, Request::basket];
    is_absent
        && !names.iter().any(|name| has_near_key_for(*name))
        && !names.iter().all(|name| has_key_for(*name))
}

/// The finding about an object that is something else than a request. Its text is at `start` in its input.
pub(crate) fn explain_other<'t>(request: &Request<'t>, start: Position) -> Finding<'t> {
    let has = |name: &str| request.unknown.iter().any(|unknown| *decode_key(unknown.key) == *name.as_bytes());
    let what = match ANSWERS.iter().any(|keys| keys.iter().all(|key| has(key))) {
        true => Other::Answer,
        false if has(Basket::basket_items) => Other::Basket,
        false => Other::Json,
    };
    let (inside, place) = find_inside(request.text.as_bytes(), start).unzip();
    let brace = leading_white_space(request.text.as_bytes());
    not_a_request(place.unwrap_or(first_byte(brace)), NotARequest::Other { what, inside })
}

/// The keys of the objects that the API answers: errors (contract §4), and sessions.
const ANSWERS: [&[&str]; 5] =
    [&["trace_id", "response"], &["error_code"], &["session_token"], &["session_id"], &["session_url"]];

/// The requests in a text that is not one, and the place of the first one in it.
fn find_inside(bytes: &[u8], start: Position) -> Option<(Inside, Span)> {
    let requests = Found::of(bytes).requests;
    let offset = requests.first()?.span.start;
    let (route, is_in_string) = str::from_utf8(bytes).ok().and_then(|text| route(text, offset)).unzip();
    let first = start.after(bytes.get(..offset)?);
    let (count, is_in_string) = (requests.len() as u64, is_in_string.unwrap_or_default());
    Some((Inside { count, is_cut: false, first, route, is_in_string }, first_byte(offset)))
}

fn first_byte(start: usize) -> Span {
    Span { start, end: start + 1 }
}
