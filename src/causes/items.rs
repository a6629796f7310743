//! Prices that are not the ones that the totals were computed with.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName, PricedItem};
use super::sums::{Hypothesis, Sums};
use crate::request::amount::{self, sum};
use crate::request::{Item, Money, Path};
use crate::rules::{Cause, CauseKind};

/// The `unit_price` × `quantity` of an item differs from its `price` by exactly the deviation.
pub(super) fn one_contradicts<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let by = evidence.short_of(ListName::Items);
    let one: Vec<&PricedItem> = contradicting(evidence).filter(|item| item.gap == by).collect();
    wrong_prices(&one, false, evidence)
}

/// That of all items that contradict themselves, together.
pub(super) fn several_contradict<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let all: Vec<&PricedItem> = contradicting(evidence).collect();
    let by = sum(all.iter().filter_map(|item| item.gap));
    let is_all = all.len() > 1 && by == evidence.short_of(ListName::Items);
    if is_all { wrong_prices(&all, true, evidence) } else { Vec::new() }
}

/// The items whose `price` is not their `unit_price` × `quantity`.
fn contradicting<'i, 'e, 'a>(evidence: &'i Evidence<'e, 'a>) -> impl Iterator<Item = &'i PricedItem<'e, 'a>> {
    evidence.items.iter().filter(|item| item.gap.is_some_and(|gap| !gap.is_zero()))
}

fn wrong_prices<'a>(
    items: &[&PricedItem<'_, 'a>],
    is_each: bool,
    evidence: &Evidence<'_, 'a>,
) -> Vec<Cause<'a>> {
    let kind = items.first().and_then(|first| {
        Some(CauseKind::ItemPrice {
            items: items.iter().map(|item| Path::of(item.price.place, Item::price)).collect(),
            is_each,
            price: *first.price.number,
            product: (*first.unit_price?, *first.quantity?, evidence.money(first.product?)),
        })
    });
    kind.map(|kind| evidence.cause_of_all(kind)).unwrap_or_default()
}

/// Each `price` is that of one piece: it is the `unit_price`, where there is one. [`one_contradicts`] says more of a single
/// item.
pub(super) fn price_of_one_piece<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    if !one_contradicts(evidence).is_empty() {
        return Vec::new();
    }
    let of_line = |item: &PricedItem| {
        let price = item.price.value;
        let is_of_piece = item.unit_price.is_none_or(|unit_price| unit_price.value == Some(price));
        let pieces = item.pieces().unwrap_or(Decimal::ONE);
        is_of_piece.then(|| amount::product(price, pieces)).flatten()
    };
    other_lines(evidence, of_line, CauseKind::PriceOfOnePiece)
}

/// The `unit_price` of each item was added up, where there is one.
pub(super) fn quantity_forgotten<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let of_line = |item: &PricedItem| item.unit_price.map_or(Some(item.price.value), |number| number.value);
    other_lines(evidence, of_line, CauseKind::QuantityForgotten)
}

/// The hypothesis that each line has this amount, if some item has several pieces.
fn other_lines<'a>(
    evidence: &Evidence<'_, 'a>,
    of_line: impl Fn(&PricedItem) -> Option<Decimal>,
    kind: impl FnOnce(Money) -> CauseKind<'a>,
) -> Vec<Hypothesis<'a>> {
    if evidence.items.iter().all(|item| item.pieces().is_none()) {
        return Vec::new();
    }
    let lines: Option<Vec<Decimal>> = evidence.items.iter().map(of_line).collect();
    let Some(products) = lines.and_then(sum).filter(|products| Some(*products) != evidence.sums.products)
    else {
        return Vec::new();
    };
    let sums = Sums::of(Some(products), evidence.sums.discounts);
    vec![Hypothesis { sums, kind: kind(evidence.money(products)) }]
}
