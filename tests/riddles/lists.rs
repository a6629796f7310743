//! Lists that lack an element or repeat one, surpluses, and deviations without a cause: what has too many variants to be
//! listed.
#![allow(clippy::unnecessary_wraps, reason = "what makes totals may fail")]

use super::exact::{Amount, ONE, Way, round, scale};
use super::mistake::in_scope;
use super::order::{AMOUNT, DISCOUNTS, NET, Order, PRODUCTS, Totals};
use super::shop::between;
use crate::oracle::dice::Dice;

/// The totals stay as they are.
pub(super) fn as_declared(order: &Order, _: &mut Dice) -> Option<Totals> {
    Some(order.totals)
}

/// Whether the declared totals agree with each other, and not with the lists.
pub(super) fn agree(order: &Order) -> bool {
    let [amount, products, net, discounts] = order.totals;
    amount == net && net == products - discounts && order.totals != order.right()
}

/// An item or a discount is not listed, or all of them are not.
pub(super) fn drop(order: &mut Order, dice: &mut Dice) -> Option<()> {
    let (item, discount) = (dice.roll(order.items.len()), dice.roll(order.discounts.len().max(1)));
    match dice.roll(10) {
        0 => order.items.clear(),
        1 => order.discounts.clear(),
        2 => order.key = ["discount", "discountss", "Discounts"][dice.roll(3)],
        3..=6 => drop_one(&mut order.items, item)?,
        _ => drop_one(&mut order.discounts, discount)?,
    }
    Some(())
}

fn drop_one<T>(list: &mut Vec<T>, place: usize) -> Option<()> {
    (place < list.len()).then(|| drop_at(list, place))
}

fn drop_at<T>(list: &mut Vec<T>, place: usize) {
    list.remove(place);
}

/// An item or a discount is listed twice.
pub(super) fn repeat(order: &mut Order, dice: &mut Dice) -> Option<()> {
    if dice.one_in(3) {
        let place = dice.roll(order.discounts.len().max(1));
        order.discounts.insert(place, *order.discounts.get(place)?);
    } else {
        let place = dice.roll(order.items.len());
        order.items.insert(place, order.items[place].clone());
    }
    Some(())
}

/// A usual price of shipping, or any amount.
pub(super) fn with_surplus(order: &Order, dice: &mut Dice) -> Option<Totals> {
    let fee = match dice.roll(3) {
        0 => [1490, 1990, 2499, 2990, 3990, 4990, 5999][dice.roll(7)] * ONE / 100,
        1 => between(1, 40, dice) * 5 * ONE,
        _ => between(1, order.right()[NET] / order.unit(), dice) * order.unit(),
    };
    let fee = round(fee, order.unit(), Way::Down).max(order.unit());
    let mut totals = order.right();
    totals[AMOUNT] += fee;
    totals[NET] += fee;
    Some(totals)
}

/// Whether both nets deviate by the same, as with a fee or a coupon that the basket lacks, and nothing else.
pub(super) fn have_surplus(order: &Order) -> bool {
    let ([amount, products, net, discounts], right) = (order.totals, order.right());
    amount == net && amount != right[AMOUNT] && products == right[PRODUCTS] && discounts == right[DISCOUNTS]
}

/// A random deviation of at most `limit`, and never 0.
fn deviation(order: &Order, limit: Amount, dice: &mut Dice) -> Amount {
    let unit = order.unit();
    let size = between(1, (limit / unit).max(1), dice) * unit;
    [size, -size][dice.roll(2)]
}

fn one_total(order: &Order, limit: impl Fn(Amount) -> Amount, dice: &mut Dice) -> Option<Totals> {
    let (mut totals, total) = (order.right(), dice.roll(4));
    totals[total] += deviation(order, limit(totals[total]), dice);
    Some(totals)
}

pub(super) fn one_total_1(order: &Order, dice: &mut Dice) -> Option<Totals> {
    one_total(order, |_| ONE.max(100 * order.unit()), dice)
}

pub(super) fn one_total_50(order: &Order, dice: &mut Dice) -> Option<Totals> {
    one_total(order, |_| 50 * ONE.max(100 * order.unit()), dice)
}

pub(super) fn one_total_500(order: &Order, dice: &mut Dice) -> Option<Totals> {
    one_total(order, |_| 500 * ONE.max(100 * order.unit()), dice)
}

pub(super) fn one_total_itself(order: &Order, dice: &mut Dice) -> Option<Totals> {
    one_total(order, |total| total, dice)
}

/// A few steps, or a tenth, a third or all of the total.
fn in_steps(order: &Order, total: usize, dice: &mut Dice) -> Amount {
    let steps = order.right()[total] / order.step();
    let limit = [steps, steps / 3, steps / 10, 20][dice.roll(4)].clamp(1, steps.max(1));
    [1, -1][dice.roll(2)] * between(1, limit, dice) * order.step()
}

/// One total, by a multiple of what all amounts of the basket are multiples of.
pub(super) fn one_total_in_steps(order: &Order, dice: &mut Dice) -> Option<Totals> {
    let (mut totals, total) = (order.right(), dice.roll(4));
    totals[total] += in_steps(order, total, dice);
    Some(totals)
}

/// Both nets, by the same such multiple.
pub(super) fn nets_in_steps(order: &Order, dice: &mut Dice) -> Option<Totals> {
    let (mut totals, by) = (order.right(), in_steps(order, NET, dice));
    totals[AMOUNT] += by;
    totals[NET] += by;
    Some(totals)
}

/// So many percent more or less, in one total or in those with items.
pub(super) fn other_rate(order: &Order, dice: &mut Dice) -> Option<Totals> {
    let rate = [2, 5, 7, 12, 15, 16, 19, 21, 25][dice.roll(9)];
    let (times, by) = [(100 + rate, 100), (100, 100 + rate)][dice.roll(2)];
    let right = order.right();
    let wrong = right.map(|total| scale(total, times, by, order.unit(), Way::HalfUp));
    Some(in_scope(wrong, right, [1, 2, 4, 8, 5, 7][dice.roll(6)]))
}

/// Two or three totals, each by an amount of its own.
pub(super) fn several(order: &Order, dice: &mut Dice) -> Option<Totals> {
    let mut totals = order.right();
    let mut places = [AMOUNT, PRODUCTS, NET, DISCOUNTS];
    dice.shuffle(&mut places);
    for total in places.into_iter().take(2 + dice.roll(2)) {
        let limit = [ONE, 50 * ONE, 500 * ONE, totals[total]][dice.roll(4)];
        totals[total] += deviation(order, limit, dice);
    }
    Some(totals)
}

/// All totals with items, by the same amount.
pub(super) fn all_with_items(order: &Order, dice: &mut Dice) -> Option<Totals> {
    let limit = [ONE, 50 * ONE, 500 * ONE, order.totals[NET]][dice.roll(4)];
    let more = deviation(order, limit, dice);
    let [amount, products, net, discounts] = order.right();
    Some([amount + more, products + more, net + more, discounts])
}
