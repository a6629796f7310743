//! Typing errors: one digit that is wrong, missing or doubled; two that are exchanged.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::evidence::Evidence;
use crate::request::amount::{self, sum};
use crate::request::totals::Declared;
use crate::rules::{Cause, CauseKind, Deviation, DigitSlip};

/// The typing error that explains the only wrong total, or both net totals with the same number.
pub(super) fn digit_slips<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let slip = typed(evidence).and_then(|deviation| slip(deviation, evidence));
    slip.map(|slip| evidence.cause_of_all(CauseKind::Digits(slip))).unwrap_or_default()
}

/// How many typing errors of this kind the number may have, whose digits below the grid are all 0, and up to which deviation:
/// two digits exchanged, one missing or doubled, or one wrong digit. The smaller the deviation, the more often it is one digit.
pub(super) fn count(slip: DigitSlip, right: Decimal, by: Decimal, grid: Decimal) -> (u64, Decimal) {
    let places =
        |amount: Decimal| amount.checked_div(grid).unwrap_or(amount).trunc().to_string().len() as u64;
    let size = right.max(by);
    match slip {
        DigitSlip::Wrong => {
            let range = sum([by, by]).unwrap_or(by);
            (9 * places(range), range)
        }
        DigitSlip::Swapped => (places(size).saturating_pow(2) / 2, size),
        DigitSlip::Missing | DigitSlip::Doubled => (places(size), size),
    }
}

/// The number that was typed: one total alone, or both net totals. The other totals must agree with the basket; if they
/// deviate as well, the error is elsewhere.
fn typed<'e, 'a>(evidence: &'e Evidence<'_, 'a>) -> Option<&'e Deviation<'a>> {
    let (first, others) = evidence.deviations.split_first()?;
    let is_confirmed = match others {
        [] => evidence.agrees(Declared::Amount) || evidence.agrees(Declared::Net),
        [other] => {
            (first.total, other.total) == (Declared::Amount, Declared::Net)
                && first.declared == other.declared
                && evidence.agrees(Declared::Products)
                && evidence.agrees(Declared::Discounts)
        }
        _ => false,
    };
    is_confirmed.then_some(first)
}

/// What is wrong with the digits of the declared number. Both are compared in the decimals in which it is written, in those
/// of the currency, and, for a decimal that is missing or doubled, each in its own.
pub(super) fn slip(deviation: &Deviation, evidence: &Evidence) -> Option<DigitSlip> {
    let (declared, right) = (deviation.declared.normalize(), deviation.right.normalize());
    let (decimals, unit) = (evidence.case.decimals?, evidence.minor_unit()?);
    let is_possible = !declared.is_zero()
        && right.scale() <= decimals
        && declared.is_sign_negative() == right.is_sign_negative();
    let is_finer = declared.scale() > decimals;
    // A difference of one minor unit may as well be a rounding error.
    if !is_possible || (!is_finer && deviation.by.is_none_or(|by| by.abs() <= unit)) {
        return None;
    }
    let written = deviation.number.text.split_once('.').map_or(0, |(_, written)| written.len());
    let written = u32::try_from(written).ok()?;
    let same = [(written, written), (decimals, decimals)].into_iter().filter(|_| !is_finer);
    let views = same.chain([(declared.scale(), decimals)]);
    let mut views = views.filter(|view| declared.scale() <= view.0 && right.scale() <= view.1);
    views.find_map(|view| {
        let [declared, right] = [(declared, view.0), (right, view.1)]
            .map(|(amount, decimals)| amount::show(amount, decimals).into_bytes());
        match declared.len().cmp(&right.len()) {
            Ordering::Equal => same_length(&declared, &right),
            Ordering::Less => lacks_one(&declared, &right).then_some(DigitSlip::Missing),
            Ordering::Greater => has_double(&declared, &right).then_some(DigitSlip::Doubled),
        }
    })
}

/// One digit is wrong, or two are exchanged.
fn same_length(declared: &[u8], right: &[u8]) -> Option<DigitSlip> {
    let differing: Vec<_> = declared.iter().zip(right).filter(|(a, b)| a != b).collect();
    match differing.as_slice() {
        pairs if pairs.iter().any(|(a, b)| **a == b'.' || **b == b'.') => None,
        [_] => Some(DigitSlip::Wrong),
        [(a, b), (c, d)] => (a == d && b == c).then_some(DigitSlip::Swapped),
        _ => None,
    }
}

/// Whether the shorter text is the longer one without one of its digits.
fn lacks_one(shorter: &[u8], longer: &[u8]) -> bool {
    let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| pairs.take_while(|(a, b)| a == b).count();
    let from_start = same(&mut shorter.iter().zip(longer));
    let from_end = same(&mut shorter.iter().rev().zip(longer.iter().rev()));
    let has_same_points = shorter.contains(&b'.') == longer.contains(&b'.');
    has_same_points && shorter.len() + 1 == longer.len() && from_start + from_end >= shorter.len()
}

/// Whether the declared text has a digit twice in succession that the right one has once.
fn has_double(declared: &[u8], right: &[u8]) -> bool {
    let place = declared.iter().zip(right).take_while(|(a, b)| a == b).count();
    let before = place.checked_sub(1).and_then(|place| declared.get(place));
    lacks_one(right, declared) && before.is_some_and(|digit| declared.get(place) == Some(digit))
}
