//! `LINT_ZERO_AMOUNT` (contract §6).

use super::{Case, Check, Claim, Findings, Rule, Severity, docs, invalid_amount_value};
use crate::request::totals::Declared;

pub(super) static RULE: Rule = Rule {
    code: "LINT_ZERO_AMOUNT",
    severity: Severity::Warning,
    summary: "`amount` is 0 where the vendor's page does not say what happens",
    docs: docs!("lint_zero_amount"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(amount) = case.request.amount.get() else { return };
    let is_zero = |value: Option<rust_decimal::Decimal>| value.is_some_and(|value| value.is_zero());
    // An amount of 0 that contradicts its basket is AMOUNTS_DONT_MATCH, and an empty basket LINT_EMPTY_BASKET.
    let nothing_to_pay = is_zero(amount.value) && is_zero(case.totals.net.value());
    if !nothing_to_pay || case.request.items().is_empty() || invalid_amount_value::is_described(case) {
        return;
    }
    let claim = Claim::ZeroAmount { amount: *amount, is_free: is_zero(case.totals.products.value()) };
    findings.report(&RULE, Some(Declared::Amount.path()), amount.text, claim);
}
