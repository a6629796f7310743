//! Slips with items and discounts: left out, twice, with the wrong sign or the wrong quantity.

use super::exact::Amount;
use super::mistake::{Each, Slip};
use super::order::{About, Order, totals};

/// A slip for each item and each discount: what is added to the products and to the discounts, if it is possible.
fn of_each(
    order: &Order,
    each: Each,
    of_item: impl Fn(usize) -> Option<Amount>,
    of_discount: impl Fn(Amount) -> Option<Amount>,
) {
    let (products, discounts) = (order.products(), order.discount());
    for place in 0..order.items.len() {
        if let Some(more) = of_item(place) {
            each(Slip::of(totals(products + more, discounts), About::Item(place)));
        }
    }
    for (place, amount) in order.discounts.iter().enumerate() {
        if let Some(more) = of_discount(*amount) {
            each(Slip::of(totals(products, discounts + more), About::Discount(place)));
        }
    }
}

pub(super) fn left_out(order: &Order, each: Each) {
    of_each(order, each, |item| Some(-order.items[item].price), |amount| Some(-amount));
}

pub(super) fn twice(order: &Order, each: Each) {
    of_each(order, each, |item| Some(order.items[item].price), Some);
}

pub(super) fn wrong_sign(order: &Order, each: Each) {
    // One below 0 has the wrong sign in the list.
    of_each(order, each, |_| None, |amount| (amount > 0).then_some(-2 * amount));
}

/// One piece more or less of an item.
pub(super) fn stale(order: &Order, each: Each) {
    let piece = |item: usize| order.items[item].pieces().and(order.items[item].unit_price);
    of_each(order, each, piece, |_| None);
    of_each(order, each, |item| piece(item).map(|price| -price), |_| None);
}

pub(super) fn all_discounts(order: &Order, each: Each) {
    for times in [0, 2] {
        each(totals(order.products(), order.discount() * times).into());
    }
}

/// The net totals are the products plus so many times the discounts.
fn nets(order: &Order, times: i128, each: Each) {
    let [_, products, _, discounts] = order.right();
    let net = products + discounts * times;
    // Discounts below 0 are another mistake.
    if order.discounts.iter().all(|amount| *amount >= 0) {
        each([net, products, net, discounts].into());
    }
}

pub(super) fn not_subtracted(order: &Order, each: Each) {
    nets(order, 0, each);
}

pub(super) fn subtracted_twice(order: &Order, each: Each) {
    nets(order, -2, each);
}

pub(super) fn added(order: &Order, each: Each) {
    nets(order, 1, each);
}

pub(super) fn off_products(order: &Order, each: Each) {
    let [amount, _, net, discounts] = order.right();
    each([amount, net, net, discounts].into());
}

pub(super) fn total_below_zero(order: &Order, each: Each) {
    let [amount, products, net, discounts] = order.right();
    each([amount, products, net, -discounts].into());
}

/// The sum of the unit prices.
pub(super) fn unit_prices(order: &Order, each: Each) {
    let products = order.items.iter().map(|item| item.unit_price.unwrap_or(item.price)).sum();
    each(totals(products, order.discount()).into());
}
