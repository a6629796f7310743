//! Amounts in minor units, and decimal points at the wrong place: factors of ten.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName};
use super::sums::{Hypothesis, Sums};
use crate::request::{Discount, Item, Path, amount, totals::Declared};
use crate::rules::{CauseKind, Deviation};

/// By how many places a decimal point may be shifted.
const PLACES: i64 = 6;

/// The totals are their sums in minor units of the currency, or the reverse; or in hundredths, if it has no minor units.
pub(super) fn minor_units<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let has_units = evidence.case.decimals != Some(0);
    let kind = if has_units { CauseKind::MinorUnits } else { CauseKind::ShiftedPoint };
    // Without discounts, totals that agree with each other are those of a basket in minor units: see `lists`.
    let has_discounts = evidence.sums.discounts.is_some_and(|discounts| !discounts.is_zero());
    let is_of_list = !has_discounts && evidence.are_totals_consistent();
    let exponents = [1, -1].map(|sign: i64| sign.saturating_mul(evidence.unit_exponent()));
    let exponents = exponents.into_iter().filter(|exponent| *exponent > 0 || !is_of_list);
    exponents.map(|exponent| shifted(evidence, exponent, kind)).collect()
}

/// Whether a total has the digits of its sum, but for zeros at the end: it may be the sum with a shifted decimal point.
pub(super) fn may_be_shifted(evidence: &Evidence) -> bool {
    let is_shifted = |deviation: &Deviation| {
        let [declared, right] = [deviation.declared, deviation.right].map(|amount| amount.mantissa());
        declared.signum() == right.signum() && has_same_digits(declared.abs(), right.abs())
    };
    evidence.deviations.iter().any(is_shifted)
}

/// Whether a number is another one with zeros at the end.
fn has_same_digits(a: i128, b: i128) -> bool {
    let (shorter, longer) = (a.min(b), a.max(b));
    let shifted = std::iter::successors(Some(shorter), |number| number.checked_mul(10));
    shorter > 0 && shifted.take_while(|number| *number <= longer).last() == Some(longer)
}

/// The totals are their sums with the decimal point at another place.
pub(super) fn shifted_point<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let known = [0, evidence.unit_exponent()];
    let exponents = PLACES.saturating_neg()..=PLACES;
    let exponents = exponents.filter(|exponent| !known.contains(&exponent.saturating_abs()));
    exponents.map(|exponent| shifted(evidence, exponent, CauseKind::ShiftedPoint)).collect()
}

fn shifted<'a>(evidence: &Evidence<'_, 'a>, exponent: i64, kind: fn(i64) -> CauseKind<'a>) -> Hypothesis<'a> {
    let is_shifted = |sum: &Decimal| !sum.is_zero();
    let sums = evidence
        .sums
        .map(|sum| Some(sum).filter(is_shifted).and_then(|sum| amount::times_ten(sum, exponent)));
    Hypothesis { sums, kind: kind(exponent) }
}

/// Whether a total deviates so much that a list may be in another unit.
pub(super) fn may_be_lists(evidence: &Evidence) -> bool {
    evidence.is_half_of_any([evidence.sums.products, evidence.sums.discounts].into_iter().flatten())
}

/// One of the lists is in minor units and the totals are not, or the reverse. Then each total that contains it deviates, or
/// `amount` alone, if the others were added up from the list. `amount` alone in minor units has a cause of its own.
pub(super) fn lists<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let is_amount_alone = evidence.is_alone(Declared::Amount);
    let is_everywhere = |list: ListName| {
        let contain = |total: &&Declared| match list {
            ListName::Items => total.has_items(),
            ListName::Discounts => total.has_discounts(),
        };
        Declared::ALL.iter().filter(contain).all(|total| evidence.deviation(*total).is_some())
    };
    let hypothesis = |(list, exponent): (ListName, i64)| {
        let Sums { products, discounts, .. } = evidence.sums;
        let shift = |sum: Option<Decimal>| sum.and_then(|sum| amount::times_ten(sum, exponent));
        let (sums, is_items) = match list {
            ListName::Items => (Sums::of(shift(products), discounts), true),
            ListName::Discounts => (Sums::of(products, shift(discounts)), false),
        };
        let only = match (list, evidence.items.as_slice(), evidence.discounts.as_slice()) {
            (ListName::Items, [item], _) => Some(Path::of(item.price.place, Item::price)),
            (ListName::Discounts, _, [discount]) => Some(Path::of(discount.place, Discount::amount)),
            _ => None,
        };
        Hypothesis { sums, kind: CauseKind::ListInMinorUnits { is_items, only, exponent } }
    };
    let unit = evidence.unit_exponent();
    let tried = [unit.saturating_neg(), unit]
        .into_iter()
        .flat_map(|exponent| [ListName::Items, ListName::Discounts].map(|list| (list, exponent)));
    let is_possible = |(list, exponent): &(ListName, i64)| {
        is_everywhere(*list) || (is_amount_alone && (*exponent < 0 || *list == ListName::Discounts))
    };
    tried.filter(is_possible).map(hypothesis).collect()
}

impl Evidence<'_, '_> {
    /// The power of ten between whole and minor units. Many programs give a currency without minor units two decimals.
    fn unit_exponent(&self) -> i64 {
        self.case.decimals.filter(|decimals| *decimals > 0).map_or(2, i64::from)
    }

    /// An amount in whole units, if it was in minor units.
    pub(super) fn in_whole_units(&self, amount: Decimal) -> Option<Decimal> {
        amount::times_ten(amount, self.unit_exponent().saturating_neg())
    }

    /// The reverse.
    pub(super) fn in_minor_units(&self, amount: Decimal) -> Option<Decimal> {
        amount::times_ten(amount, self.unit_exponent())
    }
}
