//! `LINT_DUPLICATE_KEY` (contract §5).

use super::claim::Claim;
use super::finding::{Findings, Severity};
use super::case::Case;
use super::rule::{Check, Rule, docs};
use super::claim::Role;
use crate::request::Path;


/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_DUPLICATE_KEY",
    severity: Severity::Error,
    summary: "a field is in one object more than once",
    docs: docs!("lint_duplicate_key"),
    section: "§5",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for duplicate in &case.request.duplicates {
        let path = Path::of(duplicate.place, duplicate.name);
        let first = findings.operand(None, duplicate.first, Role::FirstKey);
        findings.report(&RULE, Some(path), duplicate.last, Claim::DuplicateKey).operands.push(first);
    }
}
