//! Totals that agree with each other, but not with the basket: an entry is missing from a list, or is there too often; or the
//! net totals contain something that the basket does not have.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName, Term};
use crate::request::amount::negative;
use crate::request::{Basket, totals::Declared};
use crate::rules::{Cause, CauseKind, ListGap};

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
    let items = gap(Declared::Products, ListName::Items, evidence)?;
    let discounts = gap(Declared::Discounts, ListName::Discounts, evidence)?;
    // What is less than a minor unit is not an entry.
    let unit = evidence.minor_unit().unwrap_or(Decimal::ZERO);
    if [&items, &discounts].iter().any(|gap| !gap.by.value.is_zero() && gap.by.value.abs() < unit) {
        return None;
    }
    let misspelt = evidence.misspelt().iter().find(|(_, meant)| *meant == Basket::discounts);
    let misspelt = misspelt.map(|(unknown, _)| unknown.key);
    Some(CauseKind::Unlisted { items, discounts, misspelt })
}

/// By how much a declared total is higher than its list, and what is in the list that may explain it.
fn gap(total: Declared, list: ListName, evidence: &Evidence) -> Option<ListGap> {
    let by = match evidence.deviation(total) {
        Some(deviation) => deviation.missing_in(list)?,
        None => Decimal::ZERO,
    };
    let of_items = evidence.items.iter().map(|item| &item.price).filter(|_| list == ListName::Items);
    let of_discounts = evidence.discounts.iter().filter(|_| list == ListName::Discounts);
    let entries: Vec<&Term> = of_items.chain(of_discounts).collect();
    let repeated = entries.iter().filter(|entry| !by.is_zero() && entry.value == negative(by));
    let has_room = |entry: &&Term| entry.value > negative(by);
    Some(ListGap {
        by: evidence.money(by),
        repeated: repeated.map(|entry| entry.path()).collect(),
        may_be_amount: entries.iter().any(has_room),
    })
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
