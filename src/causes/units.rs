//! Amounts in minor units, and decimal points at the wrong place: factors of ten.

use rust_decimal::Decimal;

use super::evidence::Evidence;
use super::typing::typed;
use crate::rules::{Cause, CauseKind, Deviation};

/// Declared totals are 100 times their sums, or a hundredth (10^decimals of the currency).
pub(super) fn minor_units<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let decimals = evidence.case.decimals.filter(|decimals| *decimals > 0).map(i64::from);
    let exponents = decimals.map(|decimals| [decimals, decimals.saturating_neg()]);
    let causes = exponents.into_iter().flatten().filter_map(|exponent| {
        let totals = evidence.which(|deviation| shift(deviation) == Some(exponent));
        let first = evidence.deviation(*totals.first()?)?;
        let sum = evidence.money(first.right);
        Cause::of(totals, || CauseKind::MinorUnits { declared: first.number, sum, exponent })
    });
    causes.collect()
}

/// A typed total has the digits of its sum, and the decimal point at another place.
pub(super) fn shifted_point<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let (deviation, totals) = typed(evidence)?;
    let exponent = shift(deviation).filter(|exponent| *exponent != 0)?;
    if evidence.case.decimals.map(i64::from) == Some(exponent.saturating_abs()) {
        return None;
    }
    let sum = evidence.money(deviation.right);
    Cause::of(totals, || CauseKind::ShiftedPoint { declared: deviation.number, sum, exponent })
}

/// The power of ten that the declared total is of its sum.
fn shift(deviation: &Deviation) -> Option<i64> {
    let (declared, right) = (decompose(deviation.declared)?, decompose(deviation.right)?);
    (declared.0 == right.0).then(|| declared.1.saturating_sub(right.1))
}

/// The digits of an amount without zeros at either end, and the power of ten that they are multiplied by.
fn decompose(amount: Decimal) -> Option<(i128, i64)> {
    let (mut digits, mut exponent) = (amount.mantissa(), i64::from(amount.scale()).saturating_neg());
    if digits == 0 {
        return None;
    }
    while digits % 10 == 0 {
        digits /= 10;
        exponent = exponent.saturating_add(1);
    }
    Some((digits, exponent))
}
