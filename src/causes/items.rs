//! Items whose price is not the one that the totals were computed with.

use rust_decimal::Decimal;

use super::evidence::{Evidence, Line, sum};
use crate::request::{Item, Path, amount, totals::Declared};
use crate::rules::{Cause, CauseKind};

/// The totals that contain all items.
pub(super) const WITH_ITEMS: [Declared; 3] = [Declared::Amount, Declared::Products, Declared::Net];

/// All three deviate by the same, and one item's `unit_price` × `quantity` differs from its `price` by exactly that.
pub(super) fn one_item_is_wrong<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let by = evidence.together(&WITH_ITEMS)?;
    let wrong: Vec<&Line> = evidence.lines.iter().filter(|line| line.gap == Some(by)).collect();
    let line = wrong.first()?;
    let product = (line.unit_price?, line.quantity?, evidence.money(line.product?));
    Cause::of(WITH_ITEMS.into(), || CauseKind::ItemPrice {
        items: wrong.iter().map(|line| Path::of(line.price.place, Item::price)).collect(),
        price: line.price.number,
        product,
    })
}

/// Totals are right if each `price` is the price of one piece.
pub(super) fn price_of_one_piece<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    // If only one line contradicts itself, `one_item_is_wrong` reports it.
    let wrong = evidence.lines.iter().filter(|line| line.gap.is_some_and(|gap| !gap.is_zero())).count();
    let is_multiplied = evidence.lines.iter().any(|line| times_quantity(line).is_some());
    let products = |line: &Line| line.product_or_price();
    let multiplied = |line: &Line| times_quantity(line).or_else(|| line.product_or_price());
    let causes = [
        (wrong > 1).then(|| cause_of_lines(evidence, products, true)),
        is_multiplied.then(|| cause_of_lines(evidence, multiplied, false)),
    ];
    causes.into_iter().flatten().flatten().collect()
}

/// `price` × `quantity` of a line without a `unit_price`.
fn times_quantity(line: &Line) -> Option<Decimal> {
    let quantity = line.quantity?.value.filter(|quantity| *quantity != Decimal::ONE)?;
    if line.unit_price.is_some() {
        return None;
    }
    amount::product(line.price.value, quantity).ok()
}

/// The totals that would be right if this were the total of each line.
fn cause_of_lines<'a>(
    evidence: &Evidence<'_, 'a>,
    line: impl Fn(&Line) -> Option<Decimal>,
    has_unit_price: bool,
) -> Option<Cause<'a>> {
    let lines = sum(evidence.lines.iter().map(line).collect::<Option<Vec<_>>>()?)?;
    let by = amount::difference(lines, evidence.case.totals.products.value()?).ok()?;
    let totals = evidence.which(|deviation| deviation.total.has_items() && deviation.by == Some(by));
    Cause::of(totals, || CauseKind::PriceOfOnePiece { has_unit_price, sum: evidence.money(lines) })
}
