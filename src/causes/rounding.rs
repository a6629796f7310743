//! Rounding: of amounts with more decimals than the currency has, before or after they were added up; and of totals to whole
//! units and other steps.

use rust_decimal::{Decimal, RoundingStrategy};

use super::evidence::{Evidence, PricedItem};
use super::sums::{Hypothesis, Sums};
use crate::request::amount::{self, sum};
use crate::request::totals::Declared;
use crate::rules::{Cause, CauseKind, Deviation, Rounding, RoundingWay};

/// A deviation is at most half a minor unit for each line, and rounding gives the declared total.
pub(super) fn to_minor_unit<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let Some(unit) = evidence.minor_unit() else { return Vec::new() };
    let is_finer = |amount: Decimal| evidence.case.decimals.is_none_or(|decimals| amount.scale() > decimals);
    let has_finer = evidence.items.iter().any(|item| is_finer(item.price.value))
        || evidence.discounts.iter().any(|discount| is_finer(discount.value));
    let products = products(evidence, unit);
    // Rounding changes nothing else.
    if !has_finer && products.is_none() {
        return Vec::new();
    }
    let near = evidence.which(|deviation| is_near(deviation, evidence, unit) == Some(true));
    if near.is_empty() {
        return Vec::new();
    }
    let prices = evidence.items.iter().map(|item| item.price.value).collect();
    let bases = [Some((prices, false)), products.map(|products| (products, true))];
    let causes = |(items, is_product): (Vec<Decimal>, bool)| of_amounts(&items, is_product, &near, evidence);
    bases.into_iter().flatten().flat_map(causes).collect()
}

/// Whether a deviation is at most half a minor unit for each line.
fn is_near(deviation: &Deviation, evidence: &Evidence, unit: Decimal) -> Option<bool> {
    let size = deviation.by?.abs();
    let lines = Decimal::from(evidence.terms(deviation.total));
    Some(sum([size, size])? <= amount::product(unit, lines)?)
}

/// All ways of rounding, the most common first.
const WAYS: [Rounding; 4] = [
    Rounding { is_each_line: true, is_half_even: false },
    Rounding { is_each_line: false, is_half_even: false },
    Rounding { is_each_line: true, is_half_even: true },
    Rounding { is_each_line: false, is_half_even: true },
];

/// `unit_price` × `quantity` of each item, if that is what every price was rounded from.
fn products(evidence: &Evidence, unit: Decimal) -> Option<Vec<Decimal>> {
    let is_near = |gap: Decimal| sum([gap.abs(), gap.abs()]).is_some_and(|twice| twice <= unit);
    let gaps = || evidence.items.iter().filter_map(|item| item.gap);
    if !gaps().all(is_near) || gaps().all(|gap| gap.is_zero()) {
        return None;
    }
    evidence.items.iter().map(PricedItem::product_or_price).collect()
}

/// Each set of declared totals that some ways of rounding these items and the discounts give exactly, with these ways.
fn of_amounts<'a>(
    items: &[Decimal],
    is_product: bool,
    near: &[Declared],
    evidence: &Evidence<'_, 'a>,
) -> Vec<Cause<'a>> {
    let sums = |round: &dyn Fn(Decimal) -> Decimal| {
        let discounts = evidence.discounts.iter().map(|discount| round(discount.value));
        Sums::of(sum(items.iter().map(|amount| round(*amount))), sum(discounts))
    };
    let exact = sums(&|amount| amount);
    let mut found: Vec<(Vec<Declared>, Vec<Rounding>)> = Vec::new();
    for way in WAYS {
        let strategy = if way.is_half_even {
            RoundingStrategy::MidpointNearestEven
        } else {
            RoundingStrategy::MidpointAwayFromZero
        };
        let decimals = evidence.case.decimals.unwrap_or_default();
        let round = |amount: Decimal| amount.round_dp_with_strategy(decimals, strategy);
        let rounded = if way.is_each_line { sums(&round) } else { exact.map(|sum| Some(round(sum))) };
        let is_given = |deviation: &Deviation| rounded.total(deviation.total) == Some(deviation.declared);
        let totals = evidence.which(|deviation| near.contains(&deviation.total) && is_given(deviation));
        match found.iter_mut().find(|(others, _)| *others == totals) {
            Some((_, ways)) => ways.push(way),
            None => found.push((totals, vec![way])),
        }
    }
    let cause = |(totals, ways): (Vec<Declared>, Vec<Rounding>)| {
        let exact = evidence.money(exact.total(*totals.first()?)?);
        Some(evidence.cause(totals, CauseKind::Rounding { ways, is_product, exact }))
    };
    found.into_iter().filter_map(cause).flatten().collect()
}

/// The steps that totals are rounded to, in the order in which they are tried: 1, 0.1, 0.05 and 0.01.
const STEPS: [(i64, u32); 4] = [(1, 0), (1, 1), (5, 2), (1, 2)];

/// All ways of rounding a total to a step, the most common first.
const STEP_WAYS: [(RoundingWay, RoundingStrategy); 4] = [
    (RoundingWay::HalfUp, RoundingStrategy::MidpointAwayFromZero),
    (RoundingWay::Down, RoundingStrategy::ToZero),
    (RoundingWay::HalfEven, RoundingStrategy::MidpointNearestEven),
    (RoundingWay::Up, RoundingStrategy::AwayFromZero),
];

/// Totals are rounded to a step that is larger than the currency's minor unit.
pub(super) fn to_step<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let Some(unit) = evidence.minor_unit() else { return Vec::new() };
    // The largest step is 1.
    if !evidence.deviations.iter().any(|deviation| deviation.by.is_some_and(|by| by.abs() < Decimal::ONE)) {
        return Vec::new();
    }
    let steps = STEPS.iter().filter_map(|(step, scale)| Decimal::try_new(*step, *scale).ok());
    let mut found = Vec::new();
    for step in steps.filter(|step| *step > unit) {
        for (way, strategy) in STEP_WAYS {
            let each = evidence.sums.map(|sum| {
                let steps = sum.checked_div(step)?.round_dp_with_strategy(0, strategy);
                amount::product(steps, step)
            });
            let kind = CauseKind::RoundedTotal { step: evidence.money(step), way };
            found.push(Hypothesis { sums: each, kind });
        }
    }
    found
}
