//! Discounts that are percentages: sent as if they were amounts, or rounded in two ways.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::evidence::{Evidence, ListName, Term};
use super::sums::{Hypothesis, Sums};
use crate::request::amount::{self, negative, sum};
use crate::request::{Discount, Path};
use crate::rules::{Cause, CauseKind};

/// Discounts that are tried; more are not, because each needs a walk over the items.
const TRIED: usize = 8;

/// The amount of one discount, or of all, is a percentage.
pub(super) fn percentages<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let Sums { products: Some(products), discounts: Some(discounts), .. } = evidence.sums else {
        return Vec::new();
    };
    let is_percentage =
        |discount: &&Term| discount.value > Decimal::ZERO && discount.value <= Decimal::ONE_HUNDRED;
    let tried: Vec<&Term> = evidence.discounts.iter().filter(is_percentage).take(TRIED).collect();
    let mut found = Vec::new();
    let mut add = |terms: &[&Term<'_, 'a>], amount: Option<Decimal>| {
        let replaced = sum(terms.iter().map(|term| term.value));
        let total =
            amount.zip(replaced).and_then(|(amount, replaced)| sum([discounts, negative(replaced), amount]));
        let (Some(first), Some(amount)) = (terms.first(), amount) else { return };
        let kind = CauseKind::Percentage {
            discounts: terms.iter().map(|term| Path::of(term.place, Discount::amount)).collect(),
            percent: *first.number,
            amount: evidence.money(amount),
        };
        found.push(Hypothesis { sums: Sums::of(evidence.sums.products, total), kind });
    };
    for discount in &tried {
        add(&[discount], percent_of(products, discount.value, evidence));
        add(&[discount], of_each_item(discount.value, evidence));
        // 0.10 for 10 %.
        let fraction = amount::times_ten(discount.value, 2).filter(|_| discount.value < Decimal::ONE);
        add(&[discount], fraction.and_then(|percent| percent_of(products, percent, evidence)));
    }
    if tried.len() > 1 && tried.len() == evidence.discounts.len() {
        let shares: Option<Vec<_>> =
            tried.iter().map(|discount| percent_of(products, discount.value, evidence)).collect();
        add(&tried, shares.and_then(sum));
        add(&tried, one_after_another(products, &tried, evidence));
    }
    found
}

/// Whether the totals may have percentages of the items instead of the discounts.
pub(super) fn may_be_percentages(evidence: &Evidence) -> bool {
    if evidence.deviations.iter().any(|deviation| deviation.by.is_none()) {
        return true;
    }
    let Some(missing) = evidence.short_of(ListName::Discounts) else { return false };
    let Some(products) = evidence.sums.products else { return false };
    let is_near = |percent: Decimal, discount: Decimal| {
        let share = percent_of(products, percent, evidence);
        // Each item may have been rounded.
        let by =
            sum([discount, missing]).zip(share).and_then(|(it, share)| amount::difference(it, share).ok());
        by.is_none_or(|by| evidence.is_within_units(by, evidence.items.len() + 1))
    };
    let mut values = evidence.discounts.iter().map(|discount| discount.value);
    let is_fraction =
        |value| value < Decimal::ONE && amount::times_ten(value, 2).is_some_and(|it| is_near(it, value));
    evidence.discounts.len() > 1 || values.any(|value| is_near(value, value) || is_fraction(value))
}

/// All discounts, each a percentage of what the ones before it leave.
fn one_after_another(products: Decimal, discounts: &[&Term], evidence: &Evidence) -> Option<Decimal> {
    let left = discounts.iter().try_fold(products, |left, discount| {
        amount::difference(left, percent_of(left, discount.value, evidence)?).ok()
    })?;
    amount::difference(products, left).ok()
}

/// A discount of a whole number of percent, or all of them, was rounded as a whole in one place, and for each item in the
/// other.
pub(super) fn rounded<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let Some(missing) = evidence.short_of(ListName::Discounts) else { return Vec::new() };
    let each =
        evidence.discounts.iter().take(TRIED).map(|discount| (Some(discount.path()), Some(discount.value)));
    let all = std::iter::once((None, evidence.sums.discounts));
    let cause = |(discount, here): (_, Option<Decimal>)| {
        let (here, products) = (here?, evidence.sums.products?);
        if amount::product(here.abs(), Decimal::from(250)).is_some_and(|most| most < products) {
            // It rounds to 0 %.
            return None;
        }
        let percent = here.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(products)?.round().to_u32()?;
        if !(1..100).contains(&percent) {
            return None;
        }
        let in_totals = sum([here, missing])?;
        let once = percent_of(products, percent.into(), evidence)?;
        if once != here && once != in_totals {
            return None;
        }
        let of_lines = of_each_item(percent.into(), evidence)?;
        let is_either = (here, in_totals) == (once, of_lines) || (here, in_totals) == (of_lines, once);
        let [here, in_totals] = [here, in_totals].map(|amount| evidence.money(amount));
        let kind = CauseKind::RoundedPercentage { discount, percent, here, in_totals };
        is_either.then(|| evidence.cause_of_all(kind))
    };
    each.chain(all).find_map(cause).unwrap_or_default()
}

/// So many percent of an amount, rounded.
fn percent_of(amount: Decimal, percent: Decimal, evidence: &Evidence) -> Option<Decimal> {
    let share = amount::product(amount::product(amount, percent)?, Decimal::try_new(1, 2).ok()?)?;
    Some(evidence.round(share))
}

/// So many percent of each item, each rounded.
fn of_each_item(percent: Decimal, evidence: &Evidence) -> Option<Decimal> {
    let items = evidence.items.iter();
    let shares: Option<Vec<_>> = items.map(|item| percent_of(item.price.value, percent, evidence)).collect();
    sum(shares?)
}
