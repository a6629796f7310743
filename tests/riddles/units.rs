//! Slips with the digits after the point: binary floats, rounding, minor units.

use super::exact::{Amount, ONE, WAYS, Way, parse, round, show};
use super::mistake::{Each, Slip};
use super::order::{Item, Order, Totals, totals};
use super::shop::between;
use crate::oracle::dice::Dice;

/// The number as a program with floats reads it.
fn float(amount: Amount) -> f64 {
    show(amount, 0).parse().unwrap()
}

fn exact(float: f64) -> Option<Amount> {
    parse(&float.to_string())
}

/// Every order in which programs add up floats.
pub(super) fn floats(order: &Order, each: Each) {
    let product = |item: &Item| match item.unit_price.zip(item.quantity) {
        Some((price, count)) if item.product() == Some(item.price) => {
            float(price) * float(count * ONE / 1000)
        }
        _ => float(item.price),
    };
    let price = |item: &Item| float(item.price);
    let discounts: Vec<f64> = order.discounts.iter().map(|amount| float(*amount)).collect();
    let discount = discounts.iter().fold(0.0, |sum, amount| sum + amount);
    let [_, right_products, _, right_discounts] = order.right().map(float);
    let mut slip = |products: f64, net: f64, discount: f64| {
        let slip = [net, products, net, discount].map(exact);
        if let [Some(amount), Some(products), Some(net), Some(discount)] = slip {
            each([amount, products, net, discount].into());
        }
    };
    let ways: [&dyn Fn(&Item) -> f64; 2] = [&price, &product];
    for of_item in ways {
        let products = order.items.iter().fold(0.0, |sum, item| sum + of_item(item));
        slip(products, products - discount, discount);
        slip(products, discounts.iter().fold(products, |rest, amount| rest - amount), discount);
    }
    slip(right_products, right_products - right_discounts, right_discounts);
}

/// Prices with more decimals than the currency.
pub(super) fn fractions(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let unit = order.unit();
    for item in &mut order.items {
        *item =
            Item { unit_price: None, quantity: None, price: item.price + between(0, 9, dice) * unit / 10 };
    }
    order.totals = order.right();
    (!order.is_billable()).then_some(())
}

/// Each total rounded to a multiple of the smallest amount: its lines, or only the sum.
pub(super) fn rounded(order: &Order, each: Each) {
    let unit = order.unit();
    if order.is_billable() {
        return;
    }
    for way in [Way::HalfUp, Way::HalfEven] {
        let prices = order.items.iter().map(|item| round(item.price, unit, way)).sum();
        let discounts = order.discounts.iter().map(|amount| round(*amount, unit, way)).sum();
        each(totals(prices, discounts).into());
        each(order.right().map(|total| round(total, unit, way)).into());
    }
}

/// Items by weight, so that each price is a rounded product.
pub(super) fn weights(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let unit = order.unit();
    for item in &mut order.items {
        let unit_price = item.unit_price?;
        item.quantity = Some(between(100, 3000, dice));
        item.price = round(unit_price * item.quantity? / 1000, unit, Way::HalfUp);
    }
    order.totals = order.right();
    (order.totals[0] > 0).then_some(())
}

/// The sum of the products, rounded, or of the rounded products, if each price is its product rounded.
pub(super) fn rounded_products(order: &Order, each: Each) {
    let unit = order.unit();
    let is_rounded =
        |item: &Item| item.product().is_some_and(|product| (product - item.price).abs() * 2 <= unit);
    if !order.items.iter().all(is_rounded) {
        return;
    }
    let products = || order.items.iter().filter_map(Item::product);
    for way in [Way::HalfUp, Way::HalfEven] {
        each(totals(products().sum(), order.discount()).map(|total| round(total, unit, way)).into());
        let lines = products().map(|product| round(product, unit, way)).sum();
        each(totals(lines, order.discount()).into());
    }
}

/// Each total rounded to a multiple of a step that is larger than the smallest amount.
fn to_step(order: &Order, step: Amount, each: Each) {
    if step > order.unit() {
        for way in WAYS {
            let totals = order.right().map(|total| round(total, step, way));
            each(Slip::weak(totals, way == Way::Up));
        }
    }
}

pub(super) fn to_whole(order: &Order, each: Each) {
    to_step(order, ONE, each);
}

/// For currencies with three decimals.
pub(super) fn to_hundredth(order: &Order, each: Each) {
    to_step(order, ONE / 100, each);
}

pub(super) fn to_tenth(order: &Order, each: Each) {
    to_step(order, ONE / 10, each);
}

pub(super) fn to_twentieth(order: &Order, each: Each) {
    to_step(order, ONE / 20, each);
}

/// Each total times a power of ten, and divided by it.
fn powers(right: Totals, factor: i128, each: Each) {
    each(right.map(|total| total * factor).into());
    each(right.map(|total| total / factor).into());
}

pub(super) fn minor(order: &Order, each: Each) {
    if order.currency.decimals > 0 {
        powers(order.right(), 10_i128.pow(order.currency.decimals), each);
    }
}

pub(super) fn shifted_point(order: &Order, each: Each) {
    for decimals in [1, 2, 3].into_iter().filter(|decimals| *decimals != order.currency.decimals) {
        powers(order.right(), 10_i128.pow(decimals), each);
    }
}
