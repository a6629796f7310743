//! `INVALID_AMOUNT_VALUE` (contract §2).

use super::claim::Claim;
use super::finding::{Findings, Severity};
use super::case::Case;
use super::rule::{Answer, Check, Rule, docs};
use crate::request::{Path, Place};


/// The rule.
pub static RULE: Rule = Rule {
    code: "INVALID_AMOUNT_VALUE",
    severity: Severity::Error,
    summary: "the basket's only product is free, so there is nothing to pay",
    docs: docs!("invalid_amount_value"),
    section: "§2",
    answer: Some(Answer {
        message: "Invalid amount. Please provide a valid, positive value.",
        names_field: true,
    }),
    check: Check::request(check),
};

/// Whether the request is the one with nothing to pay that the vendor's page describes.
pub(super) fn is_described(case: &Case) -> bool {
    let is_zero = |total: crate::request::totals::Total| total.value().is_some_and(|sum| sum.is_zero());
    case.request.items().len() == 1 && is_zero(case.totals.products) && is_zero(case.totals.discounts)
}

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(basket) = case.request.basket.get() else { return };
    if !is_described(case) {
        return;
    }
    let declared = [
        (Path::of(Place::Basket, "total_product_amount"), &basket.total_product_amount),
        (Path::of(Place::Basket, "total_amount"), &basket.total_amount),
        (Path::of(Place::Request, "amount"), &case.request.amount),
    ];
    for (path, field) in declared {
        let is_zero = |value: rust_decimal::Decimal| value.is_zero();
        if let Some(number) = field.get().filter(|number| number.value.is_some_and(is_zero)) {
            findings.report(&RULE, Some(path), number.text, Claim::NothingToPay(*number));
        }
    }
}
