//! Totals that agree with each other, but not with the basket: an entry is missing from a list, or is there too often; or the
//! net totals contain something that the basket does not have.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName};
use crate::request::{Basket, totals::Declared};
use crate::rules::{Cause, CauseKind, lint_misspelt_field};

/// What the totals show where no slip explains all deviations.
pub(super) fn of_lists<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let kind = unlisted(evidence).or_else(|| surplus(evidence));
    kind.map(|kind| evidence.cause_of_all(kind)).unwrap_or_default()
}

/// The declared totals agree with each other, and are not all 0.
fn unlisted<'a>(evidence: &Evidence<'_, 'a>) -> Option<CauseKind<'a>> {
    let is_zero =
        |total| evidence.declared(total).and_then(|number| number.value).is_none_or(|value| value.is_zero());
    if !evidence.are_totals_consistent() || is_zero(Declared::Products) {
        return None;
    }
    let more = |total, list| match evidence.deviation(total) {
        Some(deviation) => deviation.missing_in(list),
        None => Some(Decimal::ZERO),
    };
    let items = more(Declared::Products, ListName::Items)?;
    let discounts = more(Declared::Discounts, ListName::Discounts)?;
    // What is less than a minor unit is not an entry.
    let unit = evidence.minor_unit().unwrap_or(Decimal::ZERO);
    if [items, discounts].iter().any(|amount| !amount.is_zero() && amount.abs() < unit) {
        return None;
    }
    let [items, discounts] = [items, discounts].map(|amount| evidence.money(amount));
    let misspelt = lint_misspelt_field::misspelt(evidence.case.request)
        .find(|(_, meant)| *meant == Basket::discounts)
        .map(|(unknown, _)| unknown.key);
    Some(CauseKind::Unlisted { items, discounts, misspelt })
}

/// Both net totals are higher, or lower, by the same, half a unit at least, and nothing else is wrong.
fn surplus<'a>(evidence: &Evidence<'_, 'a>) -> Option<CauseKind<'a>> {
    let [amount, net] = evidence.deviations.as_slice() else { return None };
    let is_of_nets = (amount.total, net.total) == (Declared::Amount, Declared::Net)
        && evidence.agrees(Declared::Products)
        && evidence.agrees(Declared::Discounts);
    let least = Decimal::try_new(5, 1).ok()?;
    let by = amount.by.filter(|by| is_of_nets && net.by == Some(*by) && by.abs() >= least)?;
    Some(CauseKind::Surplus(evidence.money(by)))
}
