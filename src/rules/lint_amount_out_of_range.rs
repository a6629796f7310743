//! `LINT_AMOUNT_OUT_OF_RANGE` (contract §5).

use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{
    Basket, Field, Number, Path, Place, amount,
    totals::{Declared, Total},
};

pub(super) static RULE: Rule = Rule {
    code: "LINT_AMOUNT_OUT_OF_RANGE",
    severity: Severity::Error,
    summary: "a number, or a sum, is too large or has too many digits",
    docs: docs!("lint_amount_out_of_range"),
    answer: None,
    check: Check { unreadable: Some(check_unreadable), ..Check::request(check) },
};

fn check_unreadable<'a>(
    _: &Case<'_, 'a>,
    path: Path<'static>,
    field: &Field<'a, Number<'a>>,
    findings: &mut Findings<'a>,
) {
    if let Some(number) = field.get()
        && let Err(limit) = amount::parse(number.text)
    {
        findings.report(&RULE, Some(path), number.text, Claim::OutOfRange(*number, limit));
    }
}

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(basket) = case.request.basket.get() else { return };
    let items = basket.basket_items.get().map_or("", |list| list.text);
    let discounts = basket.discounts.get().map_or("", |list| list.text);
    let sums = [
        (Declared::Products, Path::of(Place::Basket, Basket::basket_items), items),
        (Declared::Discounts, Path::of(Place::Basket, Basket::discounts), discounts),
        (Declared::Net, Path::to(Place::Basket), basket.text),
    ];
    for (total, path, text) in sums {
        if let Total::OutOfRange(limit) = case.totals.right(total) {
            let at = text.get(..1).unwrap_or_default();
            findings.report(&RULE, Some(path), at, Claim::SumOutOfRange(total, limit));
        }
    }
}
