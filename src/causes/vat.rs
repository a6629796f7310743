//! KDV, the Turkish value-added tax: totals with it of a basket without it, or the reverse.

use rust_decimal::Decimal;

use super::evidence::Evidence;
use super::sums::{Hypothesis, Sums, sum};
use crate::request::amount;
use crate::rules::CauseKind;

/// The rates that KDV has, and those that it had until July 2023, in percent.
const RATES: [u32; 5] = [20, 10, 1, 18, 8];

/// Totals with KDV put on top, or taken out, by each rate; rounded once or for each line; with the discounts or without.
pub(super) fn vat<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let taxes = RATES.into_iter().flat_map(|percent| [true, false].map(|is_added| Tax { percent, is_added }));
    taxes.flat_map(|tax| tax.hypotheses(evidence)).collect()
}

#[derive(Clone, Copy)]
struct Tax {
    percent: u32,
    /// Put on top; otherwise taken out.
    is_added: bool,
}

impl Tax {
    fn hypotheses<'a>(self, evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
        let apply = |amount: Decimal| self.apply(amount).map(|amount| evidence.round(amount));
        let sums = evidence.sums;
        let once = sums.map(apply);
        let all = [once, Sums::of(once.products, once.discounts)];
        let mut tried: Vec<_> = all.map(|sums| (sums, false, false)).into();
        tried.push((Sums::of(once.products, sums.discounts), false, true));
        if is_near(evidence, &tried) {
            let lines = |amounts: &mut dyn Iterator<Item = Decimal>| {
                amounts.map(apply).collect::<Option<Vec<_>>>().and_then(sum)
            };
            let products = lines(&mut evidence.items.iter().map(|item| item.price.value));
            let discounts = lines(&mut evidence.discounts.iter().map(|discount| discount.value));
            tried.push((Sums::of(products, discounts), true, false));
            tried.push((Sums::of(products, sums.discounts), true, true));
        }
        let hypothesis = |(wrong, is_each_line, is_of_items): (Sums, bool, bool)| {
            let of_items = sums.products.zip(wrong.products).filter(|_| is_of_items);
            let of_items = of_items.map(|(from, to)| (evidence.money(from), evidence.money(to)));
            let Self { percent, is_added } = self;
            Hypothesis { sums: wrong, kind: CauseKind::Vat { percent, is_added, is_each_line, of_items } }
        };
        tried.into_iter().map(hypothesis).collect()
    }

    /// The amount with the tax, or without it, not rounded.
    fn apply(self, amount: Decimal) -> Option<Decimal> {
        let factor = Decimal::try_new(i64::from(self.percent).saturating_add(100), 2).ok()?;
        if self.is_added { amount::product(amount, factor) } else { amount.checked_div(factor) }
    }
}

/// Whether rounding each line may give a total that deviates, since these sums are near it.
fn is_near(evidence: &Evidence, tried: &[(Sums, bool, bool)]) -> bool {
    let Some(unit) = evidence.minor_unit() else { return false };
    evidence.deviations.iter().any(|deviation| {
        let lines = Decimal::from(evidence.terms(deviation.total));
        let is_near = |sum| {
            let by = amount::difference(sum, deviation.declared).ok();
            by.zip(amount::product(unit, lines)).is_some_and(|(by, limit)| by.abs() <= limit)
        };
        tried.iter().filter_map(|(sums, ..)| sums.total(deviation.total)).any(is_near)
    })
}
