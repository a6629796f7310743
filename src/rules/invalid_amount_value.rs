//! `INVALID_AMOUNT_VALUE` (contract §2).

use super::{Answer, Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{
    Field,
    totals::{Declared, Total},
};

pub(super) static RULE: Rule = Rule {
    code: "INVALID_AMOUNT_VALUE",
    severity: Severity::Error,
    summary: "the basket's only product is free, so there is nothing to pay",
    docs: docs!("invalid_amount_value"),
    answer: Some(Answer {
        message: "Invalid amount. Please provide a valid, positive value.",
        names_field: true,
    }),
    check: Check::request(check),
};

/// Whether the request is the one with nothing to pay that the vendor's page describes.
pub(super) fn is_described(case: &Case) -> bool {
    let is_zero = |total: Total| total.value().is_some_and(|sum| sum.is_zero());
    case.request.items().len() == 1 && is_zero(case.totals.products) && is_zero(case.totals.discounts)
}

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    if !is_described(case) {
        return;
    }
    for total in [Declared::Products, Declared::Net, Declared::Amount] {
        let number = total.field(case.request).and_then(Field::get);
        if let Some(number) = number.filter(|number| number.value.is_some_and(|value| value.is_zero())) {
            findings.report(&RULE, Some(total.path()), number.text, Claim::NothingToPay(*number));
        }
    }
}
