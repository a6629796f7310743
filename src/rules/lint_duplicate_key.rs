//! `LINT_DUPLICATE_KEY` (contract §5).

use super::{Case, Check, Rule};
use crate::rules::finding::{Findings, Operand, Severity};
use crate::request::Path;

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_DUPLICATE_KEY",
    severity: Severity::Error,
    summary: "a field stands twice in one object",
    explanation: include_str!("lint_duplicate_key.md"),
    bad: include_str!("../../fixtures/lint_duplicate_key/bad.json"),
    ok: include_str!("../../fixtures/lint_duplicate_key/ok.json"),
    section: "§5",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for duplicate in &case.request.duplicates {
        let path = Path::of(duplicate.place, duplicate.name);
        let first = Operand { path: None, span: findings.span(duplicate.first), part: "first here".to_owned() };
        let message = format!("{path} stands more than once in its object, and parsers differ in which they take");
        let finding = findings.report(&RULE, Some(path), duplicate.last, message);
        finding.label("this one counts").help("delete all but one").operands.push(first);
    }
}
