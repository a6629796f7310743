//! `LINT_NEGATIVE_AMOUNT` (contract §5).

use rust_decimal::Decimal;

use super::{Case, Check, Rule};
use crate::rules::finding::{Findings, Severity};
use crate::request::{Number, Path, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_NEGATIVE_AMOUNT",
    severity: Severity::Error,
    summary: "an amount is below 0",
    explanation: include_str!("lint_negative_amount.md"),
    bad: include_str!("../../fixtures/lint_negative_amount/bad.json"),
    ok: include_str!("../../fixtures/lint_negative_amount/ok.json"),
    section: "§5",
    answer: None,
    check: Check::amounts(check),
};

fn check<'a>(
    case: &Case<'_, 'a>,
    path: Path<'static>,
    number: &Number<'a>,
    value: Decimal,
    findings: &mut Findings<'a>,
) {
    if value.is_zero() || value.is_sign_positive() {
        return;
    }
    let message = format!("{path}: {}, and no amount may be below 0", number.written());
    let finding = findings.report(&RULE, Some(path), number.text, message);
    finding.label("below 0");
    if matches!(path.place, Place::Discount(_)) {
        finding.help(format!("a discount is subtracted as it stands: write {}", case.show(value.abs())));
    }
}
