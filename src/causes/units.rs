//! Amounts in minor units, and decimal points at the wrong place: factors of ten.

use rust_decimal::Decimal;

use super::evidence::Evidence;
use super::sums::{Hypothesis, Sums};
use crate::request::{amount, totals::Declared};
use crate::rules::CauseKind;

/// By how many places a decimal point may be shifted.
const PLACES: i64 = 6;

/// The totals are their sums in minor units of the currency, or the reverse.
pub(super) fn minor_units<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let exponents = [1, -1].map(|sign: i64| sign.saturating_mul(evidence.unit_exponent()));
    let has_units = evidence.case.decimals != Some(0);
    let exponents = exponents.into_iter().filter(|_| has_units);
    exponents.map(|exponent| shifted(evidence, exponent, CauseKind::MinorUnits)).collect()
}

/// The totals are their sums with the decimal point at another place.
pub(super) fn shifted_point<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let unit = evidence.case.decimals.map_or(2, i64::from);
    let exponents =
        (PLACES.saturating_neg()..=PLACES).filter(|exponent| ![0, unit].contains(&exponent.saturating_abs()));
    exponents.map(|exponent| shifted(evidence, exponent, CauseKind::ShiftedPoint)).collect()
}

fn shifted<'a>(evidence: &Evidence<'_, 'a>, exponent: i64, kind: fn(i64) -> CauseKind<'a>) -> Hypothesis<'a> {
    let is_shifted = |sum: &Decimal| !sum.is_zero();
    let sums = evidence.sums.map(|sum| Some(sum).filter(is_shifted).and_then(|sum| times_ten(sum, exponent)));
    Hypothesis { sums, kind: kind(exponent) }
}

/// One of the lists is in minor units and the totals are not; or the reverse. Of items it is, only if each total that contains
/// them deviates: a single total in minor units has a cause of its own.
pub(super) fn lists<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let Sums { products, discounts, .. } = evidence.sums;
    let with_items = Declared::ALL.iter().filter(|total| total.has_items());
    let do_all_deviate = with_items.into_iter().all(|total| evidence.deviation(*total).is_some());
    let of_list = |exponent: i64, is_items: bool| {
        let shift = |sum: Option<Decimal>| sum.and_then(|sum| times_ten(sum, exponent));
        let sums = if is_items {
            Sums::of(shift(products), discounts)
        } else {
            Sums::of(products, shift(discounts))
        };
        Hypothesis { sums, kind: CauseKind::ListInMinorUnits { is_items, exponent } }
    };
    let unit = evidence.unit_exponent();
    let exponents = [unit.saturating_neg(), unit].into_iter();
    let lists = |exponent| {
        [true, false].into_iter().filter(move |is_items| exponent < 0 || !is_items || do_all_deviate)
    };
    exponents.flat_map(|exponent| lists(exponent).map(move |is_items| of_list(exponent, is_items))).collect()
}

/// `amount` × 10^`exponent`.
fn times_ten(amount: Decimal, exponent: i64) -> Option<Decimal> {
    let places = u32::try_from(exponent.unsigned_abs()).ok()?;
    let factor = if exponent < 0 {
        Decimal::try_new(1, places).ok()?
    } else {
        Decimal::from(10_u64.checked_pow(places)?)
    };
    amount::product(amount, factor)
}

impl Evidence<'_, '_> {
    /// The power of ten between whole and minor units. Many programs give a currency without minor units two decimals.
    fn unit_exponent(&self) -> i64 {
        self.case.decimals.filter(|decimals| *decimals > 0).map_or(2, i64::from)
    }

    /// An amount in whole units, if it was in minor units.
    pub(super) fn in_whole_units(&self, amount: Decimal) -> Option<Decimal> {
        times_ten(amount, self.unit_exponent().saturating_neg())
    }

    /// The reverse.
    pub(super) fn in_minor_units(&self, amount: Decimal) -> Option<Decimal> {
        times_ten(amount, self.unit_exponent())
    }
}
