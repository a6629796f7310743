//! Slips with percentages: discounts that are one, and VAT.

use super::exact::{Amount, ONE, Way, percent, scale};
use super::mistake::{Each, Slip};
use super::order::{About, Order, Totals, totals};
use crate::oracle::dice::Dice;

/// Rates of discounts.
const RATES: [i128; 10] = [3, 5, 7, 10, 12, 15, 20, 25, 30, 50];
/// The rates that VAT has or had.
const VAT: [i128; 5] = [1, 8, 10, 18, 20];

/// The sum of `rate` % of each price, rounded.
fn of_lines(order: &Order, rate: i128) -> Amount {
    order.items.iter().map(|item| percent(item.price, rate, order.unit())).sum()
}

/// One discount's amount is a rate, and its percentage of the products was subtracted, rounded once or for each line.
pub(super) fn as_amounts(order: &Order, each: Each) {
    let products = order.products();
    let is_rate = |amount: &Amount| amount % ONE == 0 && (1..=90).contains(&(amount / ONE));
    if order.discounts.iter().all(is_rate) {
        let discounts = order.discounts.iter().map(|amount| percent(products, amount / ONE, order.unit()));
        each(Slip::weak(totals(products, discounts.sum()), true));
    }
    for (place, amount) in order.discounts.iter().enumerate().filter(|(_, amount)| is_rate(amount)) {
        let rate = amount / ONE;
        let ways = [(percent(products, rate, order.unit()), false), (of_lines(order, rate), true)];
        for (meant, is_weak) in ways {
            let totals = totals(products, order.discount() - amount + meant);
            each(Slip { totals, about: Some(About::Discount(place)), is_weak });
        }
    }
}

/// One discount becomes a percentage.
pub(super) fn is_one(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let (rate, amount) = (RATES[dice.roll(RATES.len())], order.products());
    let place = dice.roll(order.discounts.len().max(1));
    *order.discounts.get_mut(place)? = percent(amount, rate, order.unit());
    order.totals = order.right();
    Some(())
}

pub(super) fn send_rate(order: &mut Order, _: &mut Dice) -> Option<()> {
    let (products, unit) = (order.products(), order.unit());
    let rate = |amount: &Amount| RATES.into_iter().find(|rate| percent(products, *rate, unit) == *amount);
    let place = order.discounts.iter().position(|amount| rate(amount).is_some())?;
    order.discounts[place] = rate(&order.discounts[place])? * ONE;
    Some(())
}

/// A percentage that was rounded once in the list, and for each line in the totals; or the reverse.
pub(super) fn rounded_elsewhere(order: &Order, each: Each) {
    let (products, discounts, unit) = (order.products(), order.discount(), order.unit());
    if products <= 0 {
        return;
    }
    let mut lists: Vec<Amount> = order.discounts.clone();
    lists.push(discounts);
    for amount in lists {
        // The amounts that were rounded for each line may be nearer to another rate.
        let near = scale(amount, 100, 1, products, Way::HalfUp) / products;
        for rate in (near - 2).max(1)..=near + 2 {
            let (once, lines) = (percent(products, rate, unit), of_lines(order, rate));
            for (listed, meant) in [(once, lines), (lines, once)] {
                if listed == amount && listed != meant {
                    each(totals(products, discounts - listed + meant).into());
                }
            }
        }
    }
}

/// One discount, or one for each line, becomes a percentage that depends on when it is rounded.
pub(super) fn rounds(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let rate = RATES[dice.roll(RATES.len())];
    let (once, lines) = (percent(order.products(), rate, order.unit()), of_lines(order, rate));
    match (dice.roll(3), order.discounts.first_mut()) {
        (0, Some(discount)) => *discount = once,
        (1, Some(discount)) => *discount = lines,
        _ => {
            let unit = order.unit();
            order.discounts = order.items.iter().map(|item| percent(item.price, rate, unit)).collect();
        }
    }
    order.totals = order.right();
    (once != lines).then_some(())
}

/// Calls `of` with each rate of VAT, on top and taken out, as what an amount becomes, and calls `each` with the totals that it
/// returns; those that are rarely right are the weak ones.
fn vat(order: &Order, each: Each, of: impl Fn(&dyn Fn(Amount) -> Amount) -> [(Totals, bool); 2]) {
    let unit = order.unit();
    for rate in VAT {
        // Halves are rarely rounded to the even digit.
        for (way, is_rare) in [(Way::HalfUp, false), (Way::HalfEven, true)] {
            let on_top = of(&|amount| scale(amount, 100 + rate, 100, unit, way));
            let taken_out = of(&|amount| scale(amount, 100, 100 + rate, unit, way));
            for (totals, is_weak) in on_top.into_iter().chain(taken_out) {
                each(Slip { totals, about: Some(About::Rate(rate)), is_weak: is_weak || is_rare });
            }
        }
    }
}

pub(super) fn vat_of_totals(order: &Order, each: Each) {
    vat(order, each, |with_vat| [(order.right().map(with_vat), false); 2]);
}

/// VAT of the products; rarely, of the discounts too.
pub(super) fn vat_of_items(order: &Order, each: Each) {
    vat(order, each, |with_vat| {
        let (products, discounts) = (with_vat(order.products()), order.discount());
        [(totals(products, discounts), false), (totals(products, with_vat(discounts)), true)]
    });
}

/// VAT of each price; rarely, of each discount too.
pub(super) fn vat_of_lines(order: &Order, each: Each) {
    vat(order, each, |with_vat| {
        let products = order.items.iter().map(|item| with_vat(item.price)).sum();
        let discounts = order.discounts.iter().map(|amount| with_vat(*amount)).sum();
        [(totals(products, order.discount()), false), (totals(products, discounts), true)]
    });
}
