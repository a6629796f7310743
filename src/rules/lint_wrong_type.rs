//! `LINT_WRONG_TYPE` (contract §5).

use super::{Case, Check, Rule};
use crate::rules::finding::{Findings, Severity};
use crate::json::{Cursor, Kind};
use crate::request::{Field, Number, Path, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_WRONG_TYPE",
    severity: Severity::Error,
    summary: "a field that the checks need is of another type",
    explanation: include_str!("lint_wrong_type.md"),
    bad: include_str!("../../fixtures/lint_wrong_type/bad.json"),
    ok: include_str!("../../fixtures/lint_wrong_type/ok.json"),
    section: "§5",
    answer: None,
    check: Check::request(check).and_unreadable(check_unreadable),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let request = case.request;
    expect(Kind::Object, case, Path::of(Place::Request, "basket"), &request.basket, findings);
    let Some(basket) = request.basket.get() else { return };
    expect(Kind::Array, case, Path::of(Place::Basket, "basket_items"), &basket.basket_items, findings);
    expect(Kind::Array, case, Path::of(Place::Basket, "discounts"), &basket.discounts, findings);
    for (i, item) in request.items().iter().enumerate() {
        expect_element(case, Path::to(Place::Item(i)), item, findings);
    }
    for (i, discount) in request.discounts().iter().enumerate() {
        expect_element(case, Path::to(Place::Discount(i)), discount, findings);
    }
}

fn check_unreadable<'a>(
    case: &Case<'_, 'a>,
    path: Path<'static>,
    field: &Field<'a, Number<'a>>,
    findings: &mut Findings<'a>,
) {
    expect(Kind::Number, case, path, field, findings);
}

/// An element of an array, where `null` is no object either: an array has no absent elements.
fn expect_element<'a, T>(
    case: &Case<'_, 'a>,
    path: Path<'static>,
    field: &Field<'a, T>,
    findings: &mut Findings<'a>,
) {
    match field {
        Field::Null(null) => expect(Kind::Object, case, path, &Field::<()>::Wrong(null), findings),
        _ => expect(Kind::Object, case, path, field, findings),
    }
}

fn expect<'a, T>(
    wanted: Kind,
    case: &Case<'_, 'a>,
    path: Path<'static>,
    field: &Field<'a, T>,
    findings: &mut Findings<'a>,
) {
    let Field::Wrong(text) = field else { return };
    let (wanted, found) = (wanted.with_article(), Kind::of(text));
    let message = match found {
        Kind::Object | Kind::Array | Kind::Null => format!("{path} is {}, not {wanted}", found.with_article()),
        _ => format!("{path}: {} is {}, not {wanted}", case.quote(text, 24), found.with_article()),
    };
    let finding = findings.report(&RULE, Some(path), text, message);
    finding.label(format!("must be {wanted}"));
    match quoted_number(text).filter(|_| wanted == Kind::Number.with_article()) {
        Some(_) if case.redacts => finding.help("write it without the quotes"),
        Some(number) => finding.help(format!("write it without the quotes: {number}")),
        None => finding,
    };
}

/// The number in quotes, as `"12.50"`.
fn quoted_number(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut cursor = Cursor::new(inner);
    (cursor.number().is_some() && cursor.is_at_end()).then_some(inner)
}
