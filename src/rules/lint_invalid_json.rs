//! `LINT_INVALID_JSON` (contract §5).

use super::{Check, Claim, Finding, NotARequest, Rule, Severity, docs};
use crate::input::FrameError;
use crate::json::Span;
use crate::json::syntax::SyntaxError;

pub(super) static RULE: Rule = Rule {
    code: "LINT_INVALID_JSON",
    severity: Severity::Error,
    summary: "the request is not one JSON object",
    docs: docs!("lint_invalid_json"),
    answer: None,
    check: Check::NOTHING,
};

/// The finding about a part of a source that is not a request, as the source's structure shows. A request may have
/// `max_bytes`.
pub(crate) fn explain_frame(error: FrameError, max_bytes: usize) -> Finding<'static> {
    let has_place = matches!(error, FrameError::NoElement | FrameError::FirstLine);
    let span = Span { start: 0, end: usize::from(has_place) };
    let claim = Claim::NotARequest(NotARequest::Frame { error, max_bytes });
    Finding::new(&RULE, None, span, claim)
}

/// The finding about a text that is not one JSON object.
pub(crate) fn explain_syntax(error: SyntaxError<'_>) -> Finding<'_> {
    Finding::new(&RULE, None, error.span, Claim::NotARequest(NotARequest::Syntax(error.kind)))
}
