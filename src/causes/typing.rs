//! Typing errors.

use super::evidence::Evidence;
use crate::request::{amount, totals::Declared};
use crate::rules::{Cause, CauseKind, Deviation};

/// Digits that the right number must have, without zeros at its ends, for one wrong digit to prove something: short
/// numbers often differ in one digit.
const TELLING: usize = 3;

/// The totals that a typing error would explain: one alone, or both net totals with the same number. The other totals must
/// agree with the basket; if they deviate as well, the error is elsewhere.
pub(super) fn typed<'e, 'a>(evidence: &'e Evidence<'_, 'a>) -> Option<(&'e Deviation<'a>, Vec<Declared>)> {
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
    is_confirmed.then(|| (first, evidence.which(|_| true)))
}

/// Two digits are swapped.
pub(super) fn swapped_digits<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let (deviation, totals) = typed(evidence)?;
    let slip = Slip::of(deviation, evidence)?;
    let [(_, a, b), (_, c, d)] = slip.differing.as_slice() else { return None };
    if a != d || b != c {
        return None;
    }
    Cause::of(totals, || CauseKind::SwappedDigits(slip.declared, slip.right))
}

/// One digit is wrong. In the last place, a difference of one may as well be a rounding error.
pub(super) fn wrong_digit<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let (deviation, totals) = typed(evidence)?;
    let slip = Slip::of(deviation, evidence)?;
    let [(place, declared, right)] = slip.differing.as_slice() else { return None };
    let digits = slip.right.replace('.', "").trim_matches('0').len();
    let is_last = place + 1 == slip.right.len();
    if digits < TELLING || (is_last && declared.abs_diff(*right) == 1) {
        return None;
    }
    Cause::of(totals, || CauseKind::WrongDigit(slip.declared, slip.right))
}

/// A declared total and its sum, digit by digit.
struct Slip {
    declared: String,
    right: String,
    /// Where they differ, and the characters there: declared, right.
    differing: Vec<(usize, u8, u8)>,
}

impl Slip {
    /// Both in the currency's decimals; `None` if one has more of them, or more digits than the other.
    fn of(deviation: &Deviation, evidence: &Evidence) -> Option<Self> {
        let numbers = [deviation.declared, deviation.right];
        let decimals = evidence.case.decimals?;
        if numbers.iter().any(|number| number.normalize().scale() > decimals) {
            return None;
        }
        let [declared, right] = numbers.map(|number| amount::show(number, decimals));
        if declared.len() != right.len() {
            return None;
        }
        let pairs = declared.bytes().zip(right.bytes()).enumerate();
        let differing = pairs.filter(|(_, (a, b))| a != b).map(|(place, (a, b))| (place, a, b)).collect();
        Some(Self { declared, right, differing })
    }
}
