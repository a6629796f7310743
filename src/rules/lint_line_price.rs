//! `LINT_LINE_PRICE` (contract §6).

use super::{Case, Check, Rule};
use crate::request::amount;
use crate::rules::finding::{Findings, Operand, Severity};
use crate::request::{Item, Path, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_LINE_PRICE",
    severity: Severity::Warning,
    summary: "an item's `price` is not its `unit_price` times its `quantity`",
    explanation: include_str!("lint_line_price.md"),
    bad: include_str!("../../fixtures/lint_line_price/bad.json"),
    ok: include_str!("../../fixtures/lint_line_price/ok.json"),
    section: "§6",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for (i, item) in case.request.items().iter().enumerate() {
        if let Some(item) = item.get() {
            check_item(Place::Item(i), item, case, findings);
        }
    }
}

fn check_item<'a>(place: Place, item: &Item<'a>, case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let (Some(price), Some(unit_price), Some(quantity)) =
        (item.price.get(), item.unit_price.get(), item.quantity.get())
    else {
        return;
    };
    let (Some(declared), Some(piece), Some(pieces)) = (price.value, unit_price.value, quantity.value) else {
        return;
    };
    let product = amount::product(piece, pieces);
    if product == Ok(declared) {
        return;
    }
    let path = Path::of(place, "price");
    let line = product.map_or_else(|_| "more than 28 digits".to_owned(), |product| case.show(product));
    let sum = format!("{} × {} comes to {line}", unit_price.written(), quantity.written());
    let operands = [("unit_price", unit_price), ("quantity", quantity)].map(|(name, number)| Operand {
        path: Some(Path::of(place, name)),
        span: findings.span(number.text),
        part: if name == "quantity" { "pieces" } else { "for one piece" }.to_owned(),
    });
    let message = format!("{path}: {}, but {sum}", price.written());
    let finding = findings.report(&RULE, Some(path), price.text, message);
    finding.label("the line's total").operands.extend(operands);
    finding.help("`price` is the price of the whole line, `unit_price` that of one piece");
}
