//! `LINT_NEGATIVE_AMOUNT` (contract §5).

use rust_decimal::Decimal;

use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{Number, Path, Place};

pub(super) static RULE: Rule = Rule {
    code: "LINT_NEGATIVE_AMOUNT",
    severity: Severity::Error,
    summary: "an amount is below 0",
    docs: docs!("lint_negative_amount"),
    answer: None,
    check: Check { amount: Some(check), ..Check::NOTHING },
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
    let is_discount = matches!(path.place, Place::Discount(_));
    let discount = is_discount.then(|| case.money(value.abs()));
    findings.report(&RULE, Some(path), number.text, Claim::Negative { amount: *number, discount });
}
