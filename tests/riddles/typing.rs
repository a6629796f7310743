//! Slips of the one who types or assigns the totals.

use super::exact::parse;
use super::mistake::{Each, Slip};
use super::order::{AMOUNT, DISCOUNTS, NET, Order, PRODUCTS, show_in};

/// Digits that a number must have, without zeros at its ends, so that a slip with one digit is not a weak one.
const TELLING: usize = 3;

/// Calls `change` with the characters of each total; what that calls `each` with is the total then.
fn typed(order: &Order, each: Each, change: impl Fn(&[u8], &mut dyn FnMut(Vec<u8>))) {
    let right = order.right();
    for typed in [&[AMOUNT, NET][..], &[PRODUCTS], &[DISCOUNTS]] {
        let text = show_in(order.currency, right[typed[0]]);
        let is_weak = text.replace('.', "").trim_matches('0').len() < TELLING;
        change(text.as_bytes(), &mut |text| {
            let text = String::from_utf8(text).unwrap();
            // A zero before another digit: that is not a number in JSON.
            let is_number = !text.starts_with('.') && (text.starts_with("0.") || !text.starts_with('0'));
            if let Some(total) = parse(&text).filter(|_| is_number) {
                let mut totals = right;
                for place in typed {
                    totals[*place] = total;
                }
                each(Slip::weak(totals, is_weak));
            }
        });
    }
}

/// The places of the digits.
fn digits(text: &[u8]) -> Vec<usize> {
    (0..text.len()).filter(|place| text[*place].is_ascii_digit()).collect()
}

/// Steps of the prices by which a total often is off by chance so that only one digit is another.
const FEW: i128 = 100;

/// One digit is another. A last one that differs by one may as well be rounded.
pub(super) fn wrong(order: &Order, each: Each) {
    let fine = FEW * order.step();
    let right = order.right();
    let mut each_fine = |slip: Slip| {
        let by = (0..4).map(|total| (slip.totals[total] - right[total]).abs()).max();
        let is_weak = slip.is_weak || by < Some(fine);
        each(Slip { is_weak, ..slip });
    };
    typed(order, &mut each_fine, |text, each| {
        for place in digits(text) {
            for digit in b'0'..=b'9' {
                let is_rounded = place + 1 == text.len() && digit.abs_diff(text[place]) == 1;
                if !is_rounded && digit != text[place] {
                    let mut text = text.to_vec();
                    text[place] = digit;
                    each(text);
                }
            }
        }
    });
}

/// Two digits are swapped, if their places in the number are such.
fn swap(order: &Order, each: Each, is_swapped: impl Fn(usize) -> bool) {
    typed(order, each, |text, each| {
        let places = digits(text);
        for (first, one) in places.iter().enumerate() {
            for (distance, other) in places[first..].iter().enumerate() {
                if is_swapped(distance) {
                    let mut text = text.to_vec();
                    text.swap(*one, *other);
                    each(text);
                }
            }
        }
    });
}

pub(super) fn swapped(order: &Order, each: Each) {
    swap(order, each, |distance| distance == 1);
}

pub(super) fn swapped_apart(order: &Order, each: Each) {
    swap(order, each, |distance| distance > 1);
}

pub(super) fn missing(order: &Order, each: Each) {
    typed(order, each, |text, each| {
        for place in digits(text) {
            let mut text = text.to_vec();
            text.remove(place);
            each(text);
        }
    });
}

pub(super) fn doubled(order: &Order, each: Each) {
    typed(order, each, |text, each| {
        for place in digits(text) {
            let mut text = text.to_vec();
            text.insert(place, text[place]);
            each(text);
        }
    });
}

pub(super) fn exchanged(order: &Order, each: Each) {
    for (one, other) in
        [(AMOUNT, PRODUCTS), (AMOUNT, DISCOUNTS), (PRODUCTS, NET), (PRODUCTS, DISCOUNTS), (NET, DISCOUNTS)]
    {
        let mut totals = order.right();
        totals.swap(one, other);
        each(totals.into());
    }
}

pub(super) fn copied(order: &Order, each: Each) {
    let right = order.right();
    for from in [AMOUNT, PRODUCTS, DISCOUNTS] {
        for to in [AMOUNT, PRODUCTS, NET, DISCOUNTS] {
            let mut totals = right;
            totals[to] = totals[from];
            each(totals.into());
        }
        each(Slip::weak([right[from], right[PRODUCTS], right[from], right[DISCOUNTS]], true));
    }
}
