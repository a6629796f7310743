//! `LINT_MISSING_FIELD` (contract §5).

use super::claim::Claim;
use super::finding::{Findings, Severity};
use super::{Case, Check, Rule};
use crate::request::{BASKET, DISCOUNT, Field, ITEM, Parameter, Path, Place, Required};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_MISSING_FIELD",
    severity: Severity::Error,
    summary: "a field that the checks need is missing",
    explanation: include_str!("lint_missing_field.md"),
    bad: include_str!("../../fixtures/lint_missing_field/bad.json"),
    ok: include_str!("../../fixtures/lint_missing_field/ok.json"),
    section: "§5",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let request = case.request;
    let mut require = Require { has_discounts: !request.discounts().is_empty(), findings };
    require.field(Path::of(Place::Request, "amount"), &request.amount, request.text);
    require.field(Path::of(Place::Request, "basket"), &request.basket, request.text);
    let Some(basket) = request.basket.get() else { return };
    require.fields(&BASKET, basket.fields(), Place::Basket, basket.text);
    for (i, item) in request.items().iter().enumerate() {
        if let Some(item) = item.get() {
            require.fields(&ITEM, item.fields(), Place::Item(i), item.text);
        }
    }
    for (i, discount) in request.discounts().iter().enumerate() {
        if let Some(discount) = discount.get() {
            require.fields(&DISCOUNT, discount.fields(), Place::Discount(i), discount.text);
        }
    }
}

struct Require<'f, 'a> {
    has_discounts: bool,
    findings: &'f mut Findings<'a>,
}

impl<'a> Require<'_, 'a> {
    /// Reports those of an object's fields that its table requires and that are missing.
    fn fields<const N: usize>(
        &mut self,
        table: &'static [Parameter; N],
        fields: [Field<'a, &'a str>; N],
        place: Place,
        object: &'a str,
    ) {
        for (parameter, field) in table.iter().zip(fields) {
            let is_required = match parameter.required {
                Required::Always => true,
                Required::WithDiscounts => self.has_discounts,
                Required::Unless(_) | Required::Never => false,
            };
            if is_required {
                self.field(Path::of(place, parameter.name), &field, object);
            }
        }
    }

    /// Reports the field if it is missing from `object`: at the object's brace, or at its `null`.
    fn field<T>(&mut self, path: Path<'static>, field: &Field<'a, T>, object: &'a str) {
        let (at, is_null) = match field {
            Field::Absent => (object.get(..1).unwrap_or_default(), false),
            Field::Null(null) => (*null, true),
            Field::Wrong(_) | Field::Is(_) => return,
        };
        self.findings.report(&RULE, Some(path), at, Claim::MissingField { is_null });
    }
}
