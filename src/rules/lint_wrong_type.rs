//! `LINT_WRONG_TYPE` (contract §5).

use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::json::Kind;
use crate::request::{Basket, Field, List, Number, Path, Place, Request};

pub(super) static RULE: Rule = Rule {
    code: "LINT_WRONG_TYPE",
    severity: Severity::Error,
    summary: "a field that the checks need has another type",
    docs: docs!("lint_wrong_type"),
    answer: None,
    check: Check { unreadable: Some(check_unreadable), ..Check::request(check) },
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let request = case.request;
    expect(Kind::Object, Path::of(Place::Request, Request::basket), &request.basket, findings);
    let Some(basket) = request.basket.get() else { return };
    expect(Kind::Array, Path::of(Place::Basket, Basket::basket_items), &basket.basket_items, findings);
    expect(Kind::Array, Path::of(Place::Basket, Basket::discounts), &basket.discounts, findings);
    expect_objects(Place::Item, &basket.basket_items, findings);
    expect_objects(Place::Discount, &basket.discounts, findings);
}

fn check_unreadable<'a>(
    _: &Case<'_, 'a>,
    path: Path<'static>,
    field: &Field<'a, Number<'a>>,
    findings: &mut Findings<'a>,
) {
    expect(Kind::Number, path, field, findings);
}

/// The elements of an array, where `null` is not an object either: an array has no missing elements.
fn expect_objects<'a, T>(
    place: fn(usize) -> Place,
    list: &Field<'a, List<'a, T>>,
    findings: &mut Findings<'a>,
) {
    for (i, text) in list.get().into_iter().flat_map(|list| &list.others) {
        if Kind::of(text) != Kind::Object {
            expect(Kind::Object, Path::to(place(*i)), &Field::<()>::Wrong(text), findings);
        }
    }
}

fn expect<'a, T>(wanted: Kind, path: Path<'static>, field: &Field<'a, T>, findings: &mut Findings<'a>) {
    if let Field::Wrong(value) = field {
        findings.report(&RULE, Some(path), value, Claim::WrongType { wanted, value });
    }
}
