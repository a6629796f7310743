//! `LINT_EMPTY_BASKET` (contract §6).

use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{Basket, Path, Place};

pub(super) static RULE: Rule = Rule {
    code: "LINT_EMPTY_BASKET",
    severity: Severity::Warning,
    summary: "`basket_items` is empty",
    docs: docs!("lint_empty_basket"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let items = case.request.basket.get().and_then(|basket| basket.basket_items.get());
    if let Some(items) = items.filter(|items| items.is_empty()) {
        let path = Path::of(Place::Basket, Basket::basket_items);
        findings.report(&RULE, Some(path), items.text, Claim::EmptyBasket);
    }
}
