//! Amounts with more decimals than the currency has, rounded on the way to a total.

use rust_decimal::{Decimal, RoundingStrategy};

use super::cause::{Cause, Hypothesis};
use super::evidence::{Deviation, Evidence, Line, sum};
use crate::request::amount;
use crate::request::totals::Declared;

/// A deviation is at most half a minor unit for each line, and rounding gives the declared total: says which.
pub(super) fn rounding(evidence: &Evidence) -> Vec<Cause> {
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
    let size = deviation.size()?;
    let lines = Decimal::from(evidence.terms(deviation.total));
    Some(sum([size, size])? <= amount::product(unit, lines).ok()?)
}

/// The exact amounts that were rounded.
struct Basis {
    items: Vec<Decimal>,
    discounts: Vec<Decimal>,
    /// Whether the items are `unit_price` × `quantity`, and not the prices as they stand.
    is_product: bool,
}

/// When and how it was rounded.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Way {
    is_each_line: bool,
    is_half_even: bool,
}

impl Way {
    /// Every way, the most usual first.
    const ALL: [Self; 4] = [
        Self { is_each_line: true, is_half_even: false },
        Self { is_each_line: false, is_half_even: false },
        Self { is_each_line: true, is_half_even: true },
        Self { is_each_line: false, is_half_even: true },
    ];

    fn round(self, amount: Decimal, decimals: u32) -> Decimal {
        let strategy = if self.is_half_even {
            RoundingStrategy::MidpointNearestEven
        } else {
            RoundingStrategy::MidpointAwayFromZero
        };
        amount.round_dp_with_strategy(decimals, strategy)
    }
}

impl Basis {
    /// The items' prices as they stand.
    fn of_prices(evidence: &Evidence) -> Self {
        let items = evidence.lines.iter().map(|line| line.price.value).collect();
        Self { items, discounts: discounts(evidence), is_product: false }
    }

    /// `unit_price` × `quantity`, if that is what every price was rounded from.
    fn of_products(evidence: &Evidence, unit: Decimal) -> Option<Self> {
        let is_near = |gap: Decimal| sum([gap.abs(), gap.abs()]).is_some_and(|twice| twice <= unit);
        let gaps = || evidence.lines.iter().filter_map(|line| line.gap);
        if !gaps().all(is_near) || gaps().all(|gap| gap.is_zero()) {
            return None;
        }
        let items = evidence.lines.iter().map(Line::product_or_price).collect::<Option<_>>()?;
        Some(Self { items, discounts: discounts(evidence), is_product: true })
    }

    /// Each set of the declared totals that can be had by rounding, with the ways that give just these.
    fn causes(&self, evidence: &Evidence, near: &[Declared]) -> Vec<Cause> {
        let Some(decimals) = evidence.case.decimals else { return Vec::new() };
        let gives = |way| {
            evidence.which(|deviation| {
                near.contains(&deviation.total)
                    && self.rounded(way, deviation.total, decimals) == Some(deviation.declared)
            })
        };
        let mut found: Vec<(Vec<Declared>, Vec<Way>)> = Vec::new();
        for way in Way::ALL {
            let totals = gives(way);
            match found.iter_mut().find(|(others, _)| *others == totals) {
                Some((_, ways)) => ways.push(way),
                None => found.push((totals, vec![way])),
            }
        }
        found.into_iter().filter_map(|(totals, ways)| self.cause(evidence, totals, &ways)).collect()
    }

    fn cause(&self, evidence: &Evidence, totals: Vec<Declared>, ways: &[Way]) -> Option<Cause> {
        let first = evidence.deviation(*totals.first()?)?;
        let exact = self.total(first.total, |amount| amount)?;
        Cause::of(Hypothesis::Rounding, totals, || {
            let (exact, declared) = (evidence.show(exact), first.number.written());
            format!("it looks as if {}: {exact} becomes {declared}", self.describe(ways))
        })
    }

    /// What this way of rounding makes of a total.
    fn rounded(&self, way: Way, total: Declared, decimals: u32) -> Option<Decimal> {
        let round = |amount| way.round(amount, decimals);
        if way.is_each_line {
            self.total(total, round)
        } else {
            self.total(total, |amount| amount).map(round)
        }
    }

    /// A total of what `round` makes of each amount.
    fn total(&self, total: Declared, round: impl Fn(Decimal) -> Decimal) -> Option<Decimal> {
        let items = || sum(self.items.iter().map(|amount| round(*amount)));
        let discounts = || sum(self.discounts.iter().map(|amount| round(*amount)));
        match total {
            Declared::Products => items(),
            Declared::Discounts => discounts(),
            Declared::Amount | Declared::Net => amount::difference(items()?, discounts()?).ok(),
        }
    }

    /// "each line was rounded half up or only the sum was rounded"
    fn describe(&self, ways: &[Way]) -> String {
        let what = |is_each_line| match (is_each_line, self.is_product) {
            (true, false) => "each line",
            (true, true) => "each `unit_price` × `quantity`",
            (false, false) => "only the sum",
            (false, true) => "only the sum of `unit_price` × `quantity`",
        };
        let how = |is_each_line| {
            let mut ways = ways.iter().filter(|way| way.is_each_line == is_each_line);
            let how = match (ways.next()?, ways.next()) {
                (_, Some(_)) => "rounded",
                (Way { is_half_even: true, .. }, None) => "rounded half even",
                (Way { is_half_even: false, .. }, None) => "rounded half up",
            };
            Some(format!("{} was {how}", what(is_each_line)))
        };
        [true, false].into_iter().filter_map(how).collect::<Vec<_>>().join(" or ")
    }
}

fn discounts(evidence: &Evidence) -> Vec<Decimal> {
    evidence.discounts.iter().map(|discount| discount.value).collect()
}
