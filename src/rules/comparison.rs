//! What the four rules share that compare a declared total with its sum (contract §2).

use super::{Case, Claim, Findings, Operand, Role, Rule};
use crate::request::{Discount, Field, Item, Number, Path, Place, amount, totals::Declared};

/// Reports a difference; keeps quiet where an operand is missing.
pub(super) fn compare<'a>(
    rule: &'static Rule,
    total: Declared,
    case: &Case<'_, 'a>,
    findings: &mut Findings<'a>,
) {
    let Some(&number) = total.field(case.request).and_then(Field::get) else { return };
    let (Some(declared), Some(sum)) = (number.value, case.totals.right(total).value()) else { return };
    if declared == sum {
        return;
    }
    let difference = amount::difference(declared, sum).ok().map(|difference| case.money(difference));
    let claim = Claim::TotalDiffers { total, declared: number, sum: case.money(sum), difference };
    let operands = operands(total, case, findings);
    findings.report(rule, Some(total.path()), number.text, claim).operands = operands;
}

/// The fields that went into the sum.
fn operands<'a>(total: Declared, case: &Case<'_, 'a>, findings: &Findings<'a>) -> Vec<Operand<'a>> {
    let operand = |place, name, field: &Field<'a, Number<'a>>, is_added: bool| {
        let number = field.get()?;
        let value = case.money(number.value?);
        let is_added = is_added != value.value.is_sign_negative();
        let role = if is_added { Role::Plus(value.abs()) } else { Role::Minus(value.abs()) };
        Some(findings.operand(Some(Path::of(place, name)), number.text, role))
    };
    let items = case.request.items().iter().enumerate().filter(|_| total.has_items());
    let items = items.filter_map(|(i, item)| operand(Place::Item(i), Item::price, &item.get()?.price, true));
    let is_added = !total.has_items();
    let discounts = case.request.discounts().iter().enumerate().filter(|_| total.has_discounts());
    let discounts = discounts
        .filter_map(|(i, discount)| operand(Place::Discount(i), Discount::amount, &discount.get()?.amount, is_added));
    items.chain(discounts).collect()
}
