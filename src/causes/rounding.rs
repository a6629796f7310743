//! Rounding: of amounts with more decimals than the currency has, before or after they were added up; and of totals to whole
//! units and other steps.

use rust_decimal::{Decimal, RoundingStrategy};

use super::evidence::{Evidence, PricedItem};
use super::sums::{Hypothesis, sum};
use crate::request::{amount, totals::Declared};
use crate::rules::{Cause, CauseKind, Deviation, Rounding, RoundingWay};

/// A deviation is at most half a minor unit for each line, and rounding gives the declared total.
pub(super) fn to_minor_unit<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let Some(unit) = evidence.minor_unit() else { return Vec::new() };
    let near = evidence.which(|deviation| is_near(deviation, evidence, unit) == Some(true));
    if near.is_empty() {
        return Vec::new();
    }
    let bases = [Some(Basis::of_prices(evidence)), Basis::of_products(evidence, unit)];
    bases.into_iter().flatten().flat_map(|basis| basis.causes(evidence, &near)).collect()
}

/// Whether a deviation is at most half a minor unit for each line.
fn is_near(deviation: &Deviation, evidence: &Evidence, unit: Decimal) -> Option<bool> {
    let size = deviation.by?.abs();
    let lines = Decimal::from(evidence.terms(deviation.total));
    Some(sum([size, size])? <= amount::product(unit, lines)?)
}

/// The exact amounts that were rounded.
struct Basis {
    items: Vec<Decimal>,
    discounts: Vec<Decimal>,
    /// Whether the items are `unit_price` × `quantity`, and not the prices.
    is_product: bool,
}

/// All ways of rounding, the most common first.
const WAYS: [Rounding; 4] = [
    Rounding { is_each_line: true, is_half_even: false },
    Rounding { is_each_line: false, is_half_even: false },
    Rounding { is_each_line: true, is_half_even: true },
    Rounding { is_each_line: false, is_half_even: true },
];

impl Basis {
    /// The items' prices.
    fn of_prices(evidence: &Evidence) -> Self {
        let items = evidence.items.iter().map(|item| item.price.value).collect();
        Self { items, discounts: discounts(evidence), is_product: false }
    }

    /// `unit_price` × `quantity`, if that is what every price was rounded from.
    fn of_products(evidence: &Evidence, unit: Decimal) -> Option<Self> {
        let is_near = |gap: Decimal| sum([gap.abs(), gap.abs()]).is_some_and(|twice| twice <= unit);
        let gaps = || evidence.items.iter().filter_map(|item| item.gap);
        if !gaps().all(is_near) || gaps().all(|gap| gap.is_zero()) {
            return None;
        }
        let items = evidence.items.iter().map(PricedItem::product_or_price).collect::<Option<_>>()?;
        Some(Self { items, discounts: discounts(evidence), is_product: true })
    }

    /// Each set of declared totals that some ways of rounding give exactly, with these ways.
    fn causes<'a>(&self, evidence: &Evidence<'_, 'a>, near: &[Declared]) -> Vec<Cause<'a>> {
        let Some(decimals) = evidence.case.decimals else { return Vec::new() };
        let mut found: Vec<(Vec<Declared>, Vec<Rounding>)> = Vec::new();
        for way in WAYS {
            let totals = evidence.which(|deviation| {
                near.contains(&deviation.total)
                    && self.rounded(way, deviation.total, decimals) == Some(deviation.declared)
            });
            match found.iter_mut().find(|(others, _)| *others == totals) {
                Some((_, ways)) => ways.push(way),
                None => found.push((totals, vec![way])),
            }
        }
        let causes = found.into_iter().filter_map(|(totals, ways)| {
            let first = evidence.deviation(*totals.first()?)?;
            let exact = evidence.money(self.total(first.total, |amount| amount)?);
            Some(evidence.cause(totals, CauseKind::Rounding { ways, is_product: self.is_product, exact }))
        });
        causes.flatten().collect()
    }

    /// A total, rounded in this way.
    fn rounded(&self, way: Rounding, total: Declared, decimals: u32) -> Option<Decimal> {
        let strategy = if way.is_half_even {
            RoundingStrategy::MidpointNearestEven
        } else {
            RoundingStrategy::MidpointAwayFromZero
        };
        let round = |amount: Decimal| amount.round_dp_with_strategy(decimals, strategy);
        if way.is_each_line {
            self.total(total, round)
        } else {
            self.total(total, |amount| amount).map(round)
        }
    }

    /// A total of the amounts, each after `round`.
    fn total(&self, total: Declared, round: impl Fn(Decimal) -> Decimal) -> Option<Decimal> {
        let items = || sum(self.items.iter().map(|amount| round(*amount)));
        let discounts = || sum(self.discounts.iter().map(|amount| round(*amount)));
        match total {
            Declared::Products => items(),
            Declared::Discounts => discounts(),
            Declared::Amount | Declared::Net => amount::difference(items()?, discounts()?).ok(),
        }
    }
}

fn discounts(evidence: &Evidence) -> Vec<Decimal> {
    evidence.discounts.iter().map(|discount| discount.value).collect()
}

/// The steps that totals are rounded to, in the order in which they are tried: 1, 0.1, 0.05 and 0.01.
const STEPS: [(i64, u32); 4] = [(1, 0), (1, 1), (5, 2), (1, 2)];

/// All ways of rounding a total to a step, the most common first.
const STEP_WAYS: [(RoundingWay, RoundingStrategy); 4] = [
    (RoundingWay::HalfUp, RoundingStrategy::MidpointAwayFromZero),
    (RoundingWay::HalfEven, RoundingStrategy::MidpointNearestEven),
    (RoundingWay::Down, RoundingStrategy::ToZero),
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
