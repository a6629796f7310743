//! `LINT_DUPLICATE_KEY` (contract §5).

use super::{Case, Check, Claim, Findings, Role, Rule, Severity, docs};
use crate::request::Path;

pub(super) static RULE: Rule = Rule {
    code: "LINT_DUPLICATE_KEY",
    severity: Severity::Error,
    summary: "a field is in one object more than once",
    docs: docs!("lint_duplicate_key"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for duplicate in &case.request.duplicates {
        let path = Path::of(duplicate.place, duplicate.name);
        let first = findings.operand(None, duplicate.first, Role::FirstKey);
        if let Some(finding) = findings.report(&RULE, Some(path), duplicate.last, Claim::DuplicateKey) {
            finding.operands = vec![first];
        }
    }
}
