//! KDV, the Turkish value-added tax: totals with it of a basket without it, or the reverse.

use rust_decimal::Decimal;

use super::evidence::Evidence;
use super::sums::{Hypothesis, Sums};
use crate::request::amount::{self, sum};
use crate::rules::{CauseKind, Deviation, VatOf};

/// The rates that KDV has, and those that it had until July 2023, in percent.
const RATES: [u32; 5] = [20, 10, 1, 18, 8];

/// Totals with KDV put on top, or taken out, by each rate; rounded once or for each line; with the discounts or without.
pub(super) fn vat<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    if !is_small_enough(evidence) {
        return Vec::new();
    }
    let taxes = RATES.into_iter().flat_map(|percent| [true, false].map(|is_added| Tax { percent, is_added }));
    taxes.flat_map(|tax| tax.hypotheses(evidence)).collect()
}

/// Whether a total deviates by at most a quarter of the products: no rate is higher.
fn is_small_enough(evidence: &Evidence) -> bool {
    let fourfold = |deviation: &Deviation| amount::product(deviation.by?.abs(), Decimal::from(4));
    let products = evidence.sums.products;
    evidence.deviations.iter().filter_map(fourfold).any(|size| Some(size) <= products)
}

/// Whether each total is near its sum with KDV, or without it.
pub(super) fn may_be_vat(evidence: &Evidence) -> bool {
    evidence.deviations.iter().all(|deviation| may_be_taxed(deviation, evidence).unwrap_or(true))
}

/// `None` if the amounts are too large for this test.
fn may_be_taxed(deviation: &Deviation, evidence: &Evidence) -> Option<bool> {
    // Each line may have been rounded, and each list.
    let lines = evidence.terms(deviation.total).saturating_add(2);
    let unit = evidence.minor_unit().unwrap_or(Decimal::new(1, 2));
    let limit = amount::product(unit, lines.into())?;
    let amounts = [deviation.declared, deviation.right, evidence.sums.products?, limit];
    let scale = amounts.iter().map(Decimal::scale).max()?;
    let [Some(declared), Some(right), Some(products), Some(limit)] =
        amounts.map(|amount| amount::in_units(amount, scale))
    else {
        return None;
    };
    let is_near = |a: i128, b: i128| a.saturating_sub(b).saturating_abs() <= limit.saturating_mul(200);
    // With the tax on everything; or on the items, from which the same is subtracted as from the right ones.
    let of_items = products.saturating_sub(right).saturating_add(declared);
    let is_taxed = |with: i128, without: i128, percent: u32| {
        let factor = i128::from(percent).saturating_add(100);
        is_near(with.saturating_mul(100), without.saturating_mul(factor))
    };
    let pairs = [(declared, right), (right, declared), (of_items, products), (products, of_items)];
    let is_at = |percent: &u32| pairs.iter().any(|(with, without)| is_taxed(*with, *without, *percent));
    Some(RATES.iter().any(is_at))
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
        let mut tried = vec![
            (VatOf::Sum, once),
            (VatOf::Both, Sums::of(once.products, once.discounts)),
            (VatOf::Items, Sums::of(once.products, sums.discounts)),
        ];
        if is_near(evidence, &tried) {
            let lines = |amounts: &mut dyn Iterator<Item = Decimal>| {
                amounts.map(apply).collect::<Option<Vec<_>>>().and_then(sum)
            };
            let products = lines(&mut evidence.items.iter().map(|item| item.price.value));
            let discounts = lines(&mut evidence.discounts.iter().map(|discount| discount.value));
            tried.push((VatOf::EachAmount, Sums::of(products, discounts)));
            tried.push((VatOf::EachItem, Sums::of(products, sums.discounts)));
        }
        let hypothesis = |(of, wrong): (VatOf, Sums)| {
            let [from, to] = [sums.products?, wrong.products?].map(|amount| evidence.money(amount));
            let Self { percent, is_added } = self;
            Some(Hypothesis {
                sums: wrong,
                kind: CauseKind::Vat { percent, is_added, of, items: (from, to) },
            })
        };
        tried.into_iter().filter_map(hypothesis).collect()
    }

    /// The amount with the tax, or without it, not rounded.
    fn apply(self, amount: Decimal) -> Option<Decimal> {
        let factor = Decimal::try_new(i64::from(self.percent).saturating_add(100), 2).ok()?;
        if self.is_added { amount::product(amount, factor) } else { amount.checked_div(factor) }
    }
}

/// Whether rounding each line may give a total that deviates, since these sums are near it.
fn is_near(evidence: &Evidence, tried: &[(VatOf, Sums)]) -> bool {
    let Some(unit) = evidence.minor_unit() else { return false };
    evidence.deviations.iter().any(|deviation| {
        let lines = Decimal::from(evidence.terms(deviation.total));
        let is_near = |sum| {
            let by = amount::difference(sum, deviation.declared).ok();
            by.zip(amount::product(unit, lines)).is_some_and(|(by, limit)| by.abs() <= limit)
        };
        tried.iter().filter_map(|(_, sums)| sums.total(deviation.total)).any(is_near)
    })
}
