//! Whether a cause may be a coincidence: how many hypotheses were tried, against how many values the total could have.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName};
use super::space::{Class, Hypotheses, Limit, SPACE};
use super::{digits, elements};
use crate::request::amount::{self, sum};
use crate::request::totals::Declared;
use crate::rules::Deviation;

/// One, in the unit of probabilities: millionths.
const CERTAIN: u64 = 1_000_000;

/// Decides, class by class, whether a cause of one total may be a coincidence. Most classes share one limit: of totals that
/// are wrong without a cause, only so few shall get one.
pub(super) struct Chances<'d, 'e, 'a> {
    evidence: &'d Evidence<'e, 'a>,
    deviation: &'d Deviation<'a>,
    /// `None` until it is needed.
    values: Option<Values>,
    /// The sum of the chances of all classes up to now that share their limit.
    spent: u64,
    /// How many classes of the space are decided, and whether the last one is likely.
    decided: usize,
    is_last_likely: bool,
}

impl<'d, 'e, 'a> Chances<'d, 'e, 'a> {
    pub(super) fn of(deviation: &'d Deviation<'a>, evidence: &'d Evidence<'e, 'a>) -> Self {
        Self { evidence, deviation, values: None, spent: 0, decided: 0, is_last_likely: false }
    }

    /// The total that the causes explain.
    pub(super) fn total(&self) -> Declared {
        self.deviation.total
    }

    /// Whether the causes of the class at this index of the space are more than a coincidence. No later call may have a lower
    /// index.
    pub(super) fn is_likely(&mut self, index: usize) -> bool {
        let undecided = SPACE.iter().enumerate().take(index + 1).skip(self.decided);
        for (class_index, class) in undecided {
            // The shared limit is spent in the order of the space, also by classes without causes.
            if class_index == index || class.limit == Limit::Shared {
                self.is_last_likely = self.decide(class);
            }
        }
        self.decided = self.decided.max(index + 1);
        self.is_last_likely
    }

    fn decide(&mut self, class: &Class) -> bool {
        let Some(size) = self.deviation.by.map(|by| by.abs()) else { return false };
        if class.limit == Limit::Proof {
            return true;
        }
        let right = self.deviation.right.abs();
        let values = self.values.get_or_insert_with(|| Values { size, right, grid: grid(self.evidence) });
        let is_shared = class.limit == Limit::Shared;
        let before = if is_shared { self.spent } else { 0 };
        let sum = before.saturating_add(values.chance(class, self.evidence, self.deviation));
        let is_likely = sum <= class.limit.millionths();
        if is_shared && is_likely {
            self.spent = sum;
        }
        is_likely
    }
}

/// The values that a wrong total could have.
struct Values {
    /// By how much it deviates.
    size: Decimal,
    /// What it should be.
    right: Decimal,
    /// How far one value is from the next.
    grid: Decimal,
}

impl Values {
    /// The probability, in millionths, that a random value agrees with a hypothesis of the class.
    fn chance(&self, class: &Class, evidence: &Evidence, deviation: &Deviation) -> u64 {
        let zero = Decimal::ZERO;
        match class.hypotheses {
            Hypotheses::Found { size, .. } => self.share(size, zero, self.right.max(self.size)),
            Hypotheses::Digits => digits::slip(deviation, evidence).map_or(0, |slip| {
                let (count, range) = digits::count(slip, self.right, self.size, self.grid);
                self.share(count, zero, range)
            }),
            Hypotheses::Sums { list, .. } => {
                let difference = |sum| amount::difference(sum, deviation.right).ok();
                let sums =
                    list(evidence).into_iter().map(|hypothesis| hypothesis.sums.total(deviation.total));
                let range = twice(self.size).max(part(self.right, Decimal::TEN));
                let count = count_between(sums.filter_map(|sum| difference(sum?)), zero, range);
                self.share(count, zero, range)
            }
            // The more elements there are, the more hypotheses: only those of about this size count.
            Hypotheses::Elements(slips) => {
                let (from, to) = (part(self.size, Decimal::TWO), twice(self.size));
                let count = [ListName::Items, ListName::Discounts].into_iter().map(|list| {
                    let is_in_total = deviation.missing_in(list).is_some();
                    let changes = slips.iter().filter(|_| is_in_total);
                    count_between(changes.flat_map(|slip| elements::changes(*slip, list, evidence)), from, to)
                });
                self.share(count.sum(), from, to)
            }
        }
    }

    /// `count` in the number of values that differ by more than `from` and at most by `to`, up or down.
    fn share(&self, count: u64, from: Decimal, to: Decimal) -> u64 {
        let values = to.checked_sub(from).and_then(|range| range.checked_div(self.grid));
        let values = values.and_then(|values| u64::try_from(values.trunc()).ok()).unwrap_or(u64::MAX);
        let values = values.saturating_mul(2).max(1);
        count.saturating_mul(CERTAIN).checked_div(values).unwrap_or(CERTAIN)
    }
}

/// 2 × `amount`, as well as a decimal can hold it.
fn twice(amount: Decimal) -> Decimal {
    sum([amount, amount]).unwrap_or(amount)
}

/// `amount` / `parts`, as well as a decimal can hold it.
fn part(amount: Decimal, parts: Decimal) -> Decimal {
    amount.checked_div(parts).unwrap_or(amount)
}

/// How many different values, other than 0, are between these sizes.
fn count_between(values: impl Iterator<Item = Decimal>, from: Decimal, to: Decimal) -> u64 {
    let is_between = |value: &Decimal| !value.is_zero() && value.abs() >= from && value.abs() <= to;
    let mut values: Vec<Decimal> = values.filter(is_between).collect();
    values.sort_unstable();
    values.dedup();
    values.len() as u64
}

/// How far one possible amount is from the next: the largest step of the form 10ⁿ or 5 × 10ⁿ that all amounts of the basket
/// and all deviations are multiples of. Prices in steps of 5 lira agree by chance more often than prices in kuruş.
fn grid(evidence: &Evidence) -> Decimal {
    let items = evidence
        .items
        .iter()
        .flat_map(|item| [Some(item.price.value), item.unit_price.and_then(|number| number.value)]);
    let discounts = evidence.discounts.iter().map(|discount| Some(discount.value));
    let deviations = evidence.deviations.iter().map(|deviation| deviation.by);
    let amounts = || items.clone().chain(discounts.clone()).chain(deviations.clone()).flatten();
    let decimals = amounts().map(|amount| amount.normalize().scale()).max().unwrap_or(0);
    let in_units = |amount: Decimal| {
        let amount = amount.normalize();
        let zeros = 10_i128.checked_pow(decimals.saturating_sub(amount.scale()))?;
        amount.mantissa().checked_mul(zeros)
    };
    let divisor = amounts().try_fold(0_i128, |divisor, amount| Some(gcd(divisor, in_units(amount)?)));
    let divides =
        |step: &i128| divisor.is_some_and(|divisor| divisor > 0 && divisor.checked_rem(*step) == Some(0));
    let powers = std::iter::successors(Some(1_i128), |power| power.checked_mul(10)).take_while(divides);
    let power = powers.last().unwrap_or(1);
    let step = Some(power.saturating_mul(5)).filter(divides).unwrap_or(power);
    let grid = Decimal::try_from_i128_with_scale(step, decimals).unwrap_or(Decimal::ONE);
    // Deviations in whole minor units do not become less probable if one price has more decimals.
    match evidence.minor_unit() {
        Some(minor) if evidence.deviations.iter().all(|deviation| is_multiple(deviation.by, minor)) => {
            grid.max(minor)
        }
        _ => grid,
    }
}

fn is_multiple(amount: Option<Decimal>, unit: Decimal) -> bool {
    amount.and_then(|amount| amount.checked_rem(unit)).is_some_and(|rest| rest.is_zero())
}

/// The greatest common divisor.
fn gcd(mut a: i128, mut b: i128) -> i128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a.saturating_abs()
}
