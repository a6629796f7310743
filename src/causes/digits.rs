//! Typing errors: one digit that is wrong, missing or doubled; two that are exchanged.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::evidence::Evidence;
use crate::request::{amount, totals::Declared};
use crate::rules::{Cause, CauseKind, Deviation, DigitSlip};

/// The typing error that explains the only wrong total, or both net totals with the same number.
pub(super) fn digit_slips<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let Some(deviation) = typed(evidence) else { return Vec::new() };
    let slip = slip(deviation, evidence);
    let cause = slip.and_then(|slip| evidence.cause(evidence.which(|_| true), CauseKind::Digits(slip)));
    cause.into_iter().collect()
}

/// How many typing errors a number has whose digits below the grid are all 0: a wrong digit, two exchanged, one missing,
/// one doubled.
pub(super) fn count(right: Decimal, grid: Decimal) -> u64 {
    let steps = right.checked_div(grid).unwrap_or(right).trunc().to_string().len() as u64;
    9 * steps + steps * steps.saturating_sub(1) / 2 + 2 * steps
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

/// What is wrong with the digits of the declared number, in the currency's decimals: `149.85` or `1499.5` for `1499.85` lacks
/// a digit.
fn slip(deviation: &Deviation, evidence: &Evidence) -> Option<DigitSlip> {
    let decimals = evidence.case.decimals?;
    if deviation.right.normalize().scale() > decimals {
        return None;
    }
    // A number that lacks a decimal, or has one more, is compared as it is written.
    let written = deviation.number.text.split_once('.').map_or(0, |(_, written)| written.len());
    let is_near = written != 0 && written.abs_diff(decimals as usize) == 1;
    let shown = if is_near { u32::try_from(written).ok()? } else { decimals };
    let [declared, right] = [(deviation.declared, shown), (deviation.right, decimals)]
        .map(|(amount, decimals)| amount::show(amount, decimals).into_bytes());
    match declared.len().cmp(&right.len()) {
        Ordering::Equal => same_length(&declared, &right),
        Ordering::Less => lacks_one(&declared, &right).then_some(DigitSlip::Missing),
        Ordering::Greater => has_double(&declared, &right).then_some(DigitSlip::Doubled),
    }
}

/// One digit is wrong, or two are exchanged. In the last place, a difference of one may as well be a rounding error.
fn same_length(declared: &[u8], right: &[u8]) -> Option<DigitSlip> {
    let pairs = declared.iter().zip(right).enumerate();
    let differing: Vec<_> = pairs.filter(|(_, (a, b))| a != b).collect();
    match differing.as_slice() {
        [(place, (a, b))] => {
            let is_rounding = place + 1 == right.len() && a.abs_diff(**b) == 1;
            (!is_rounding).then_some(DigitSlip::Wrong)
        }
        [(_, (a, b)), (_, (c, d))] => (a == d && b == c).then_some(DigitSlip::Swapped),
        _ => None,
    }
}

/// Whether the shorter text is the longer one without one of its characters.
fn lacks_one(shorter: &[u8], longer: &[u8]) -> bool {
    let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| pairs.take_while(|(a, b)| a == b).count();
    let from_start = same(&mut shorter.iter().zip(longer));
    let from_end = same(&mut shorter.iter().rev().zip(longer.iter().rev()));
    shorter.len() + 1 == longer.len() && from_start + from_end >= shorter.len()
}

/// Whether the declared text has a digit twice in succession that the right one has once.
fn has_double(declared: &[u8], right: &[u8]) -> bool {
    let place = declared.iter().zip(right).take_while(|(a, b)| a == b).count();
    let before = place.checked_sub(1).and_then(|place| declared.get(place));
    lacks_one(right, declared)
        && before.is_some_and(|digit| declared.get(place) == Some(digit) && *digit != b'.')
}
