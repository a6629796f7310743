//! `LINT_MISSING_FIELD` (contract §5).

use super::{Case, Check, Rule};
use crate::finding::{Findings, Severity};
use crate::request::{Field, Path, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_MISSING_FIELD",
    severity: Severity::Error,
    summary: "a field that the checks need is absent",
    explanation: include_str!("lint_missing_field.md"),
    bad: include_str!("../../fixtures/lint_missing_field/bad.json"),
    ok: include_str!("../../fixtures/lint_missing_field/ok.json"),
    section: "§5",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let request = case.request;
    let mut require = Require { findings };
    require.field(Path::of(Place::Request, "amount"), &request.amount, request.text);
    require.field(Path::of(Place::Request, "basket"), &request.basket, request.text);
    let Some(basket) = request.basket.get() else { return };
    let path = |name| Path::of(Place::Basket, name);
    require.field(path("total_product_amount"), &basket.total_product_amount, basket.text);
    require.field(path("total_amount"), &basket.total_amount, basket.text);
    if !request.discounts().is_empty() {
        require.field(path("total_discount_amount"), &basket.total_discount_amount, basket.text);
    }
    require.field(path("basket_items"), &basket.basket_items, basket.text);
    for (i, item) in request.items().iter().enumerate() {
        if let Some(item) = item.get() {
            require.field(Path::of(Place::Item(i), "price"), &item.price, item.text);
        }
    }
    for (i, discount) in request.discounts().iter().enumerate() {
        if let Some(discount) = discount.get() {
            require.field(Path::of(Place::Discount(i), "amount"), &discount.amount, discount.text);
        }
    }
}

struct Require<'f, 'a> {
    findings: &'f mut Findings<'a>,
}

impl<'a> Require<'_, 'a> {
    /// Reports the field if it is absent from `object`, at the object's brace, or at its `null`.
    fn field<T>(&mut self, path: Path<'static>, field: &Field<'a, T>, object: &'a str) {
        let (at, label) = match field {
            Field::Absent => (object.get(..1).unwrap_or_default(), "not in this object"),
            Field::Null(null) => (*null, "`null` is the same as absent"),
            Field::Wrong(_) | Field::Is(_) => return,
        };
        self.findings.report(&RULE, Some(path), at, format!("{path} is missing")).label(label);
    }
}
