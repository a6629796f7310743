//! Discounts that were not subtracted, or subtracted twice, or added; and discounts that were sent below 0.

use rust_decimal::Decimal;

use super::evidence::{Evidence, negative, sum};
use crate::request::{amount, totals::Declared};
use crate::rules::{Cause, CauseKind, DiscountsWay};

/// `amount` or `total_amount` deviates by D, −D or 2D while the products and the discounts are right.
pub(super) fn applied_wrongly<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let totals = &evidence.case.totals;
    let (Some(products), Some(net), Some(discounts)) =
        (totals.products.value(), totals.net.value(), totals.discounts.value())
    else {
        return Vec::new();
    };
    let is_right = evidence.agrees(Declared::Products) && evidence.deviation(Declared::Discounts).is_none();
    if !is_right || discounts.is_zero() || discounts.is_sign_negative() {
        return Vec::new();
    }
    let causes = [
        (DiscountsWay::NotSubtracted, net, Some(products)),
        (DiscountsWay::SubtractedTwice, net, amount::difference(net, discounts).ok()),
        (DiscountsWay::Added, products, sum([products, discounts])),
    ]
    .map(|(way, start, end)| {
        let end = end?;
        let by = amount::difference(end, net).ok()?;
        let totals = evidence.which(|deviation| deviation.by == Some(by));
        Cause::of(totals, || kind(evidence, way, [start, discounts, end]))
    });
    causes.into_iter().flatten().collect()
}

fn kind<'a>(evidence: &Evidence, way: DiscountsWay, amounts: [Decimal; 3]) -> CauseKind<'a> {
    let [start, discounts, end] = amounts.map(|amount| evidence.money(amount));
    CauseKind::Discounts { way, start, discounts, end }
}

/// `total_product_amount` alone deviates by −D: it is the net.
pub(super) fn subtracted_from_products<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let discounts = evidence.case.totals.discounts.value()?;
    let deviation = evidence.deviation(Declared::Products)?;
    let is_net = deviation.by == Some(negative(discounts)) && !discounts.is_sign_negative();
    if !is_net || !evidence.is_alone(Declared::Products) {
        return None;
    }
    let amounts = [deviation.right, discounts, deviation.declared];
    let way = DiscountsWay::SubtractedFromProducts;
    Cause::of(vec![Declared::Products], || kind(evidence, way, amounts))
}

/// Discounts below 0 are added; the totals would be right if they were above 0.
pub(super) fn sent_negative<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let is_below = |amount: Decimal| amount.is_sign_negative() && !amount.is_zero();
    let below = || evidence.discounts.iter().filter(|discount| is_below(discount.value));
    let first = below().next()?;
    let amount = sum(below().map(|discount| discount.value.abs()))?;
    let twice = sum([amount, amount])?;
    let nets = evidence.together(&[Declared::Amount, Declared::Net])?;
    if nets != negative(twice) || !evidence.agrees(Declared::Products) {
        return None;
    }
    // Their total may have been added up from the discounts as they are, or as they should be.
    let is_total_known = evidence.agrees(Declared::Discounts);
    let is_total_positive =
        evidence.deviation(Declared::Discounts).is_some_and(|deviation| deviation.by == Some(twice));
    if !is_total_known && !is_total_positive {
        return None;
    }
    let totals = evidence.which(|deviation| deviation.total != Declared::Products);
    Cause::of(totals, || CauseKind::NegativeDiscounts {
        count: below().count(),
        first: first.path(),
        written: *first.number,
        amount: evidence.money(amount),
    })
}
