//! Items whose price is not the one that the totals were computed with.

use rust_decimal::Decimal;

use super::evidence::{Evidence, PricedItem, sum};
use crate::request::{Item, Path, amount, totals::Declared};
use crate::rules::{Cause, CauseKind};

/// The totals that contain all items.
pub(super) const WITH_ITEMS: [Declared; 3] = [Declared::Amount, Declared::Products, Declared::Net];

/// All three deviate by the same, and one item's `unit_price` × `quantity` differs from its `price` by exactly that.
pub(super) fn one_item_is_wrong<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let by = evidence.together(&WITH_ITEMS)?;
    let wrong: Vec<&PricedItem> = evidence.items.iter().filter(|item| item.gap == Some(by)).collect();
    let item = wrong.first()?;
    let product = (*item.unit_price?, *item.quantity?, evidence.money(item.product?));
    Cause::of(WITH_ITEMS.into(), || CauseKind::ItemPrice {
        items: wrong.iter().map(|item| Path::of(item.price.place, Item::price)).collect(),
        price: *item.price.number,
        product,
    })
}

/// Totals are right if each `price` is the price of one piece.
pub(super) fn price_of_one_piece<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    // If only one item contradicts itself, `one_item_is_wrong` reports it.
    let wrong = evidence.items.iter().filter(|item| item.gap.is_some_and(|gap| !gap.is_zero())).count();
    let is_multiplied = evidence.items.iter().any(|item| times_quantity(item).is_some());
    let products = |item: &PricedItem| item.product_or_price();
    let multiplied = |item: &PricedItem| times_quantity(item).or_else(|| item.product_or_price());
    let causes = [
        (wrong > 1).then(|| cause_of_items(evidence, products, true)),
        is_multiplied.then(|| cause_of_items(evidence, multiplied, false)),
    ];
    causes.into_iter().flatten().flatten().collect()
}

/// `price` × `quantity` of an item without a `unit_price`.
fn times_quantity(item: &PricedItem) -> Option<Decimal> {
    let quantity = item.quantity?.value.filter(|quantity| *quantity != Decimal::ONE)?;
    if item.unit_price.is_some() {
        return None;
    }
    amount::product(item.price.value, quantity)
}

/// The totals that would be right if this were the total of each item.
fn cause_of_items<'a>(
    evidence: &Evidence<'_, 'a>,
    of_item: impl Fn(&PricedItem) -> Option<Decimal>,
    has_unit_price: bool,
) -> Option<Cause<'a>> {
    let total = sum(evidence.items.iter().map(of_item).collect::<Option<Vec<_>>>()?)?;
    let by = amount::difference(total, evidence.case.totals.products.value()?).ok()?;
    let totals = evidence.which(|deviation| deviation.total.has_items() && deviation.by == Some(by));
    Cause::of(totals, || CauseKind::PriceOfOnePiece { has_unit_price, sum: evidence.money(total) })
}
