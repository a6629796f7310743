//! Amounts in minor units, and decimal points that slipped: factors of ten.

use rust_decimal::Decimal;

use super::cause::{Cause, Hypothesis};
use super::evidence::{Deviation, Evidence};
use super::typing::typed;

/// Declared totals are 100 times their sums, or a hundredth (10^decimals of the currency).
pub(super) fn minor_units(evidence: &Evidence) -> Vec<Cause> {
    let Some(decimals) = evidence.case.decimals.filter(|decimals| *decimals > 0).map(i64::from) else {
        return Vec::new();
    };
    let factor = power(decimals);
    let cause = |exponent, text: fn(&str, &str, &str) -> String| {
        let totals = evidence.which(|deviation| shift(deviation) == Some(exponent));
        let first = evidence.deviation(*totals.first()?)?;
        Cause::of(Hypothesis::MinorUnits, totals, || {
            text(&first.number.written(), &evidence.show(first.right), &factor)
        })
    };
    let causes = [
        cause(decimals, |declared, right, factor| {
            format!("it looks as if minor units were declared: {declared} = {right} × {factor}")
        }),
        cause(decimals.saturating_neg(), |declared, right, factor| {
            format!("it looks as if an amount was taken for minor units: {declared} = {right} / {factor}")
        }),
    ];
    causes.into_iter().flatten().collect()
}

/// A typed total has the digits of its sum, and the decimal point elsewhere.
pub(super) fn shifted_point(evidence: &Evidence) -> Option<Cause> {
    let (deviation, totals) = typed(evidence)?;
    let places = shift(deviation).filter(|places| *places != 0)?;
    if evidence.case.decimals.map(i64::from) == Some(places.saturating_abs()) {
        return None;
    }
    Cause::of(Hypothesis::ShiftedPoint, totals, || {
        let (declared, right) = (deviation.number.written(), evidence.show(deviation.right));
        let (sign, factor) = (if places > 0 { '×' } else { '/' }, power(places.saturating_abs()));
        format!("it looks as if the decimal point slipped: {declared} = {right} {sign} {factor}")
    })
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

/// "100"
fn power(exponent: i64) -> String {
    let zeros = usize::try_from(exponent).unwrap_or_default();
    format!("1{}", "0".repeat(zeros))
}
