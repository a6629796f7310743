//! Baskets with a wrong price or discount, while the totals are those of the right basket. A slip is the totals of a
//! basket that was corrected.

use super::exact::{Amount, ONE};
use super::mistake::{Each, Slip};
use super::order::{About, Item, Order, totals};
use super::shop::between;
use crate::oracle::dice::Dice;

/// An item that meets the condition.
fn find(order: &Order, dice: &mut Dice, is_fit: impl Fn(&Item) -> bool) -> Option<usize> {
    let fit: Vec<usize> = (0..order.items.len()).filter(|place| is_fit(&order.items[*place])).collect();
    (!fit.is_empty()).then(|| fit[dice.roll(fit.len())])
}

/// One price is `unit_price` × `quantity`.
pub(super) fn products(order: &Order, each: Each) {
    for (place, item) in order.items.iter().enumerate() {
        if let Some(product) = item.product().filter(|product| *product != item.price) {
            let products = order.products() - item.price + product;
            each(Slip::of(totals(products, order.discount()), About::Item(place)));
        }
    }
}

pub(super) fn one_price(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let place = find(order, dice, |item| item.product().is_some())?;
    let other = order.items[dice.roll(order.items.len())].price;
    let (unit, item) = (order.unit(), &mut order.items[place]);
    let price = match dice.roll(4) {
        0 => item.unit_price?,
        1 => other,
        2 => item.price + [1, -1][dice.roll(2)] * item.unit_price?,
        _ => between(1, item.price / unit * 2, dice) * unit,
    };
    let is_wrong = price > 0 && price != item.price;
    item.price = price;
    is_wrong.then_some(())
}

/// Each price is times its quantity, if none is so already.
pub(super) fn multiplied(order: &Order, each: Each) {
    let is_piece = |item: &Item| item.unit_price.is_none_or(|price| price == item.price);
    if order.items.iter().all(is_piece) {
        let prices = order.items.iter().map(|item| item.price * item.quantity.unwrap_or(1000) / 1000);
        each(totals(prices.sum(), order.discount()).into());
    }
}

pub(super) fn pieces(order: &mut Order, _: &mut Dice) -> Option<()> {
    let mut is_wrong = false;
    for item in &mut order.items {
        let pieces = item.pieces().unwrap_or(1);
        is_wrong |= pieces > 1;
        item.price /= pieces;
    }
    is_wrong.then_some(())
}

/// No discount is below 0.
pub(super) fn positive(order: &Order, each: Each) {
    each(totals(order.products(), order.discounts.iter().map(|amount| amount.abs()).sum()).into());
}

pub(super) fn below_zero(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let (count, is_all) = (order.discounts.len(), dice.one_in(2));
    let one = (count > 0).then(|| dice.roll(count))?;
    for (place, amount) in order.discounts.iter_mut().enumerate() {
        if is_all || place == one {
            *amount = -*amount;
        }
    }
    Some(())
}

/// Minor units of a unit: 100; `None` if the unit has none.
fn factor(order: &Order) -> Option<i128> {
    Some(10_i128.pow(order.currency.decimals)).filter(|factor| *factor > 1)
}

/// One element, all items, all discounts, or both, are times 100, or divided by 100.
pub(super) fn shifted(order: &Order, each: Each) {
    let Some(factor) = factor(order) else { return };
    let (products, discounts) = (order.products(), order.discount());
    let changes: [&dyn Fn(Amount) -> Amount; 2] = [&|amount| amount * factor, &|amount| amount / factor];
    for change in changes {
        for (place, item) in order.items.iter().enumerate() {
            let products = products - item.price + change(item.price);
            each(Slip::of(totals(products, discounts), About::Item(place)));
        }
        for (place, amount) in order.discounts.iter().enumerate() {
            let discounts = discounts - amount + change(*amount);
            each(Slip::of(totals(products, discounts), About::Discount(place)));
        }
        each(totals(change(products), discounts).into());
        each(totals(products, change(discounts)).into());
        each(totals(change(products), change(discounts)).into());
    }
}

pub(super) fn shift(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let factor = factor(order)?;
    let is_reverse = dice.one_in(3);
    let change = |amount: Amount| if is_reverse { amount / factor } else { amount * factor };
    let (is_with_unit_price, way) = (dice.one_in(2), dice.roll(5));
    let change_item = |item: &mut Item| {
        item.price = change(item.price);
        if let Some(unit_price) = item.unit_price.as_mut().filter(|_| is_with_unit_price) {
            *unit_price = change(*unit_price);
        }
    };
    let (item, discount) = (dice.roll(order.items.len()), dice.roll(order.discounts.len().max(1)));
    match way {
        0 => order.items.iter_mut().for_each(change_item),
        1 => order.discounts.iter_mut().for_each(|amount| *amount = change(*amount)),
        2 => {
            order.items.iter_mut().for_each(change_item);
            order.discounts.iter_mut().for_each(|amount| *amount = change(*amount));
        }
        3 => change_item(&mut order.items[item]),
        _ => *order.discounts.get_mut(discount)? = change(*order.discounts.get(discount)?),
    }
    // A sum of all that no shop has is not a riddle.
    (order.products().abs() < 1_000_000_000_000 * ONE).then_some(())
}
