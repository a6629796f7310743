//! `LINT_UNMET_EXPECTATION` (contract §5).

use super::{Check, Claim, Finding, Rule, Severity, docs};
use crate::json::Span;

pub(super) static RULE: Rule = Rule {
    code: "LINT_UNMET_EXPECTATION",
    severity: Severity::Error,
    summary: "a request does not give exactly the errors that are expected of it",
    docs: docs!("lint_unmet_expectation"),
    answer: None,
    check: Check::NOTHING,
};

/// The finding about the request with this text; it points at the text's first character.
pub fn finding(text: &str, claim: Claim<'static>) -> Finding<'static> {
    let end = text.chars().next().map_or(0, char::len_utf8);
    Finding::new(&RULE, None, Span { start: 0, end }, claim)
}
