//! Orders whose totals are right, in many shapes.

use super::exact::{Amount, ONE, percent};
use super::order::{Currency, Item, Order};
use crate::oracle::dice::Dice;

/// How many items and discounts an order has.
pub(super) struct Shape {
    pub(super) name: &'static str,
    items: (usize, usize),
    discounts: (usize, usize),
    /// Of a hundred orders, how many have this shape.
    share: usize,
}

impl Shape {
    /// The most items of an order.
    pub(super) fn most(&self) -> usize {
        self.items.1
    }
}

/// All shapes.
pub(super) const SHAPES: [Shape; 7] = [
    Shape { name: "1-2 items", items: (1, 2), discounts: (1, 2), share: 16 },
    Shape { name: "1-2 bare", items: (1, 2), discounts: (0, 0), share: 7 },
    Shape { name: "3-8 items", items: (3, 8), discounts: (1, 3), share: 42 },
    Shape { name: "3-8 bare", items: (3, 8), discounts: (0, 0), share: 13 },
    Shape { name: "3-8 equal", items: (3, 8), discounts: (1, 3), share: 8 },
    Shape { name: "30 items", items: (30, 30), discounts: (0, 4), share: 9 },
    Shape { name: "100 items", items: (100, 100), discounts: (0, 5), share: 5 },
];

/// How the prices of a shop end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prices {
    /// Any minor unit: 87.35.
    Any,
    /// 129.90 and 129.99.
    Endings,
    /// 130.
    Whole,
    /// 135.
    Fives,
}

/// The names of all [`Prices`].
pub(super) const PRICES: [(Prices, &str); 4] = [
    (Prices::Any, "kuruş"),
    (Prices::Endings, ".90/.99"),
    (Prices::Whole, "whole"),
    (Prices::Fives, "fives"),
];

const CURRENCIES: [(Currency, i128, usize); 3] = [
    (Currency { code: "TRY", decimals: 2 }, 1, 80),
    // A price in yen is about as many as in kuruş.
    (Currency { code: "JPY", decimals: 0 }, 10, 8),
    (Currency { code: "KWD", decimals: 3 }, 1, 12),
];

/// What the request says about a line, in addition to its price.
#[derive(Clone, Copy)]
enum Detail {
    Nothing,
    Quantity,
    Both,
}

/// One of the choices, each as often as its share.
fn choose<'c, T>(choices: &'c [T], share: impl Fn(&T) -> usize, dice: &mut Dice) -> &'c T {
    let mut rolled = dice.roll(choices.iter().map(&share).sum());
    let is_chosen = |choice: &&T| match rolled.checked_sub(share(choice)) {
        Some(rest) => {
            rolled = rest;
            false
        }
        None => true,
    };
    choices.iter().find(is_chosen).unwrap()
}

/// A random whole number from `least` to `most`.
pub(super) fn between(least: i128, most: i128, dice: &mut Dice) -> i128 {
    least + dice.roll(usize::try_from(most - least + 1).unwrap()) as i128
}

/// A hundred items, and so many that a diagnosis has to be linear.
pub(super) const HUNDRED: [Shape; 1] =
    [Shape { name: "100", items: (100, 100), discounts: (3, 3), share: 1 }];
pub(super) const MANY: [Shape; 1] =
    [Shape { name: "100000", items: (100_000, 100_000), discounts: (9, 9), share: 1 }];

/// An order with the right totals in one of the shapes, the name of the shape, and that of its prices.
pub(super) fn order(shapes: &[Shape], dice: &mut Dice) -> (Order, &'static str, &'static str) {
    loop {
        let Shape { items, discounts, name, .. } = choose(shapes, |shape| shape.share, dice);
        let (prices, prices_name) = PRICES[dice.roll(PRICES.len())];
        let (currency, worth, _) = choose(&CURRENCIES, |(.., share)| *share, dice);
        let (least, most) = [(1, 40), (20, 500), (20, 500), (300, 20_000)][dice.roll(4)];
        let sizes = (least * worth, most * worth);
        let detail = [Detail::Both, Detail::Both, Detail::Quantity, Detail::Nothing][dice.roll(4)];
        let unit = ONE / 10_i128.pow(currency.decimals);
        let is_equal = name.ends_with("equal");
        let same = price(prices, sizes, unit, dice);
        let count = count(*items, dice);
        let prices_of_all = (0..count).map(|_| {
            let price = if is_equal { same } else { price(prices, sizes, unit, dice) };
            item(price, detail, dice)
        });
        let items: Vec<Item> = prices_of_all.collect();
        let products = items.iter().map(|item| item.price).sum();
        let discounts = (0..self::count(*discounts, dice)).map(|_| discount(products, unit, dice)).collect();
        let mut order = Order { currency: *currency, items, discounts, totals: [0; 4], key: "discounts" };
        order.totals = order.right();
        let amounts = order.discounts.iter().chain(order.items.iter().map(|item| &item.price));
        if order.totals[0] > 0 && amounts.into_iter().all(|amount| *amount > 0) {
            return (order, name, prices_name);
        }
    }
}

fn count((least, most): (usize, usize), dice: &mut Dice) -> usize {
    least + dice.roll(most - least + 1)
}

fn price(prices: Prices, (least, most): (i128, i128), unit: Amount, dice: &mut Dice) -> Amount {
    let whole = between(least, most, dice) * ONE;
    match prices {
        Prices::Any => whole + between(0, ONE / unit - 1, dice) * unit,
        // In yen, 980 and 900.
        Prices::Endings if unit == ONE => {
            whole.div_euclid(100 * ONE) * 100 * ONE + [980, 900][dice.roll(2)] * ONE
        }
        Prices::Endings => whole + [90, 99, 90, 95][dice.roll(4)] * ONE / 100,
        Prices::Whole => whole,
        Prices::Fives => (whole / 5 + ONE).div_euclid(ONE) * 5 * ONE,
    }
}

fn item(price: Amount, detail: Detail, dice: &mut Dice) -> Item {
    let pieces = [1, 1, 1, 2, 2, 3, 4, 5][dice.roll(8)];
    match detail {
        Detail::Nothing => Item { unit_price: None, quantity: None, price },
        Detail::Quantity => Item { unit_price: None, quantity: Some(pieces * 1000), price: price * pieces },
        Detail::Both => {
            Item { unit_price: Some(price), quantity: Some(pieces * 1000), price: price * pieces }
        }
    }
}

/// A part of the products, in round or odd numbers, or a percentage of them.
fn discount(products: Amount, unit: Amount, dice: &mut Dice) -> Amount {
    let part = products * between(2, 20, dice) / 100;
    match dice.roll(4) {
        0 => part / (5 * ONE) * 5 * ONE,
        1 => part / ONE * ONE,
        2 => percent(products, [5, 10, 15, 20][dice.roll(4)], unit),
        _ => part / unit * unit,
    }
}
