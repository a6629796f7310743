//! `LINT_WRONG_TYPE` (contract §5).

use super::{Applicability, Case, Check, Claim, Doubt, Edit, Finding, Findings, Fix, Rule, Severity, docs};
use crate::json::{Kind, Span, written};
use crate::request::{Basket, Field, List, Number, Path, Place, Request};

pub(crate) static RULE: Rule = Rule {
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
    case: &Case<'_, 'a>,
    path: Path<'static>,
    field: &Field<'a, Number<'a>>,
    findings: &mut Findings<'a>,
) {
    if let Some(finding) = expect(Kind::Number, path, field, findings) {
        let applicability = Applicability::Unsafe(Doubt::Quoted);
        finding.fix = unquote(field, case.request).map(|edit| Fix { edits: vec![edit], applicability });
    }
}

/// The corrections of all numbers in quotes, of any number of findings.
pub(crate) fn unquote_all(request: &Request) -> Vec<Edit> {
    let mut edits = Vec::new();
    request.each_number(|_, field| edits.extend(unquote(field, request)));
    edits
}

/// The most bytes of a number that a fix writes: no amount is longer.
const MAX_NUMBER: usize = 64;

/// The correction of a number in quotes, if only one number can be meant.
fn unquote<'a>(field: &Field<'a, Number<'a>>, request: &Request<'a>) -> Option<Edit> {
    let Field::Wrong(value) = field else { return None };
    let replacement = written::quoted(value).filter(|number| number.len() <= MAX_NUMBER)?;
    Some(Edit { span: Span::of(value, request.text), replacement })
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

fn expect<'a, 'f, T>(
    wanted: Kind,
    path: Path<'static>,
    field: &Field<'a, T>,
    findings: &'f mut Findings<'a>,
) -> Option<&'f mut Finding<'a>> {
    let Field::Wrong(value) = field else { return None };
    findings.report(&RULE, Some(path), value, Claim::WrongType { wanted, value })
}
