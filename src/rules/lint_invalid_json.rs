//! `LINT_INVALID_JSON` (contract §5).

use super::claim::{Claim, NotARequest};
use super::finding::{Finding, Severity};
use super::{Check, Rule};
use crate::json::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_INVALID_JSON",
    severity: Severity::Error,
    summary: "the request is not one JSON object",
    explanation: include_str!("lint_invalid_json.md"),
    bad: include_str!("../../fixtures/lint_invalid_json/bad.json"),
    ok: include_str!("../../fixtures/lint_invalid_json/ok.json"),
    section: "§5",
    answer: None,
    check: Check::NOTHING,
};

/// A finding about a request that cannot be read, at `span` of its text.
#[must_use]
pub fn finding<'a>(span: Span, message: String, label: &str, help: Option<&str>) -> Finding<'a> {
    let help = help.map(str::to_owned);
    let claim = Claim::NotARequest(NotARequest { message, label: label.to_owned(), help });
    Finding::new(&RULE, None, span, claim)
}
