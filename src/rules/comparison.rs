//! Declared totals compared with their sums (contract §2): what the four rules about them and the causes share.

use super::case::{Case, Depth};
use super::claim::{Claim, Role};
use super::finding::{Findings, Operand};
use super::rule::Rule;
use rust_decimal::Decimal;

use crate::request::{Discount, Field, Item, Number, Path, Place, amount, totals::Declared};

/// A declared total that is not its sum.
#[derive(Clone, Copy, Debug)]
pub struct Deviation<'a> {
    /// The total.
    pub total: Declared,
    /// It, as it is written.
    pub number: Number<'a>,
    /// Its value.
    pub declared: Decimal,
    /// The sum that it should be.
    pub right: Decimal,
    /// Declared less right, if a 96-bit decimal can hold it.
    pub by: Option<Decimal>,
}

impl<'a> Deviation<'a> {
    /// How a declared total deviates, if it does; `None` if it or its sum cannot be read.
    pub fn of(total: Declared, case: &Case<'_, 'a>) -> Option<Result<(), Self>> {
        let (number, right) = (*total.field(case.request)?.get()?, case.totals.right(total).value()?);
        let declared = number.value?;
        if declared == right {
            return Some(Ok(()));
        }
        let by = amount::difference(declared, right).ok();
        Some(Err(Self { total, number, declared, right, by }))
    }
}

/// Reports the deviation of a total; nothing if an operand is missing.
pub(super) fn compare<'a>(
    rule: &'static Rule,
    total: Declared,
    case: &Case<'_, 'a>,
    findings: &mut Findings<'a>,
) {
    let Some(Err(Deviation { number, right, by, .. })) = Deviation::of(total, case) else { return };
    let difference = by.map(|by| case.money(by));
    let claim = Claim::TotalDiffers { total, declared: number, sum: case.money(right), difference };
    let operands = if case.depth == Depth::Cause { operands(total, case, findings) } else { Vec::new() };
    if let Some(finding) = findings.report(rule, Some(total.path()), number.text, claim) {
        finding.operands = operands;
    }
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
    let items = case.request.items().iter().filter(|_| total.has_items());
    let items = items.filter_map(|(i, item)| operand(Place::Item(*i), Item::price, &item.price, true));
    let is_added = !total.has_items();
    let discounts = case.request.discounts().iter().filter(|_| total.has_discounts());
    let discounts = discounts.filter_map(|(i, discount)| {
        operand(Place::Discount(*i), Discount::amount, &discount.amount, is_added)
    });
    items.chain(discounts).collect()
}
