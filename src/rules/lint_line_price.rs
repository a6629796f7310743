//! `LINT_LINE_PRICE` (contract §6).

use super::{Case, Check, Claim, Findings, Role, Rule, Severity, docs};
use crate::request::{Item, Path, Place, amount};

pub(super) static RULE: Rule = Rule {
    code: "LINT_LINE_PRICE",
    severity: Severity::Warning,
    summary: "an item's `price` is not its `unit_price` times its `quantity`",
    docs: docs!("lint_line_price"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for (i, item) in case.request.items() {
        check_item(Place::Item(*i), item, case, findings);
    }
}

fn check_item<'a>(place: Place, item: &Item<'a>, case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let (Some(&price), Some(&unit_price), Some(&quantity)) =
        (item.price.get(), item.unit_price.get(), item.quantity.get())
    else {
        return;
    };
    let (Some(declared), Some(piece), Some(pieces)) = (price.value, unit_price.value, quantity.value) else {
        return;
    };
    let product = amount::product(piece, pieces);
    if product == Some(declared) {
        return;
    }
    let operands =
        [(Item::unit_price, unit_price, Role::UnitPrice), (Item::quantity, quantity, Role::Quantity)]
            .map(|(name, number, role)| findings.operand(Some(Path::of(place, name)), number.text, role));
    let product = product.map(|product| case.money(product));
    let claim = Claim::LinePrice { price, unit_price, quantity, product };
    if let Some(finding) = findings.report(&RULE, Some(Path::of(place, Item::price)), price.text, claim) {
        finding.operands = operands.into();
    }
}
