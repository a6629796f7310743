//! One item, or one discount, that was left out of the totals or counted twice.

use rust_decimal::Decimal;

use super::cause::{Cause, Hypothesis};
use super::evidence::{Evidence, Term, negative};
use super::items::WITH_ITEMS;
use super::words::{either, names};
use crate::request::totals::Declared;

/// All three totals that items go into deviate by just one item's price.
pub(super) fn an_item(evidence: &Evidence) -> Option<Cause> {
    let by = evidence.together(&WITH_ITEMS)?;
    if evidence.deviation(Declared::Discounts).is_some() {
        return None;
    }
    let prices: Vec<&Term> = evidence.lines.iter().map(|line| &line.price).collect();
    cause(evidence, &prices, by, WITH_ITEMS.into())
}

/// `total_discount_amount` deviates by just one discount, alone or with both net totals the other way round.
pub(super) fn a_discount(evidence: &Evidence) -> Option<Cause> {
    let by = evidence.together(&[Declared::Discounts])?;
    let nets = [Declared::Amount, Declared::Net];
    let is_alone = nets.iter().all(|net| evidence.agrees(*net));
    let is_in_all = evidence.together(&nets) == Some(negative(by));
    if !evidence.agrees(Declared::Products) || !(is_alone || is_in_all) {
        return None;
    }
    let amounts: Vec<&Term> = evidence.discounts.iter().collect();
    cause(evidence, &amounts, by, evidence.which(|_| true)).or_else(|| all_discounts(evidence, by))
}

/// That all discounts together are just the deviation.
fn all_discounts(evidence: &Evidence, by: Decimal) -> Option<Cause> {
    let (value, what) = way_of(by, |value| evidence.case.totals.discounts.value() == Some(value))?;
    let totals = evidence.which(|_| true);
    let subject = names(&totals);
    Cause::of(Hypothesis::LeftOutOrTwice, totals, || {
        let (count, value) = (evidence.discounts.len(), evidence.show(value));
        format!("it looks as if all {count} discounts ({value}) were {what} {subject}")
    })
}

/// That one of `terms` is just the deviation.
fn cause(evidence: &Evidence, terms: &[&Term], by: Decimal, totals: Vec<Declared>) -> Option<Cause> {
    let is = |value: Decimal| terms.iter().any(|term| term.value == value);
    let (value, what) = way_of(by, is)?;
    let subject = names(&totals);
    Cause::of(Hypothesis::LeftOutOrTwice, totals, || {
        let found = terms.iter().filter(|term| term.value == value);
        let paths = either(found.map(|term| format!("`{}`", term.path())));
        format!("it looks as if {paths} ({}) was {what} {subject}", evidence.show(value))
    })
}

/// The amount that was left out, or counted twice, if it is one that there is.
fn way_of(by: Decimal, is: impl Fn(Decimal) -> bool) -> Option<(Decimal, &'static str)> {
    let ways = [(negative(by), "left out of"), (by, "counted twice in")];
    ways.into_iter().find(|(value, _)| is(*value))
}
