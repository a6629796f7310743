//! `LINT_UNMET_EXPECTATION` (contract §5).

use super::{Check, Rule};
use crate::rules::finding::{Finding, Severity};
use crate::json::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_UNMET_EXPECTATION",
    severity: Severity::Error,
    summary: "a request does not give just the errors that are expected of it",
    explanation: include_str!("lint_unmet_expectation.md"),
    bad: include_str!("../../fixtures/lint_unmet_expectation/bad.json"),
    ok: include_str!("../../fixtures/lint_unmet_expectation/ok.json"),
    section: "§5",
    answer: None,
    check: Check::NOTHING,
};

/// The finding about the request with this text, which it points at the first character of.
#[must_use]
pub fn finding(text: &str, message: String, help: String) -> Finding<'static> {
    let end = text.chars().next().map_or(0, char::len_utf8);
    let mut finding = Finding::new(&RULE, None, Span { start: 0, end }, message);
    finding.label("this request").help(help);
    finding
}
