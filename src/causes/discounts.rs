//! Discounts that were not subtracted, or subtracted twice, or added; and such as were sent negative.

use rust_decimal::Decimal;

use super::cause::{Cause, Hypothesis};
use super::evidence::{Evidence, negative, sum};
use super::words::names;
use crate::request::amount;
use crate::request::totals::Declared;

/// `amount` or `total_amount` deviates by D, −D or 2D while the products and the discounts are right.
pub(super) fn applied_wrongly(evidence: &Evidence) -> Vec<Cause> {
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
    let cause = |what: &str, (start, sign, end): (Decimal, char, Option<Decimal>)| {
        let end = end?;
        let by = amount::difference(end, net).ok()?;
        Cause::of(Hypothesis::Discounts, evidence.which(|deviation| deviation.is(by)), || {
            let [start, discounts, end] = [start, discounts, end].map(|amount| evidence.show(amount));
            format!(
                "it looks as if the discounts of {discounts} were {what}: {start} {sign} {discounts} = {end}"
            )
        })
    };
    let causes = [
        cause("not subtracted", (net, '+', Some(products))),
        cause("subtracted twice", (net, '−', amount::difference(net, discounts).ok())),
        cause("added", (products, '+', sum([products, discounts]))),
    ];
    causes.into_iter().flatten().collect()
}

/// `total_product_amount` alone deviates by −D: it is the net.
pub(super) fn taken_off_the_products(evidence: &Evidence) -> Option<Cause> {
    let discounts = evidence.case.totals.discounts.value()?;
    let deviation = evidence.deviation(Declared::Products)?;
    let is_net = deviation.is(negative(discounts)) && !discounts.is_sign_negative();
    if !is_net || !evidence.is_alone(Declared::Products) {
        return None;
    }
    Cause::of(Hypothesis::Discounts, vec![Declared::Products], || {
        let [right, discounts, declared] =
            [deviation.right, discounts, deviation.declared].map(|amount| evidence.show(amount));
        format!("it looks as if the discounts were subtracted from it: {right} − {discounts} = {declared}")
    })
}

/// Discounts below 0 are added; the totals would be right if they were above 0.
pub(super) fn sent_negative(evidence: &Evidence) -> Option<Cause> {
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
        evidence.deviation(Declared::Discounts).is_some_and(|deviation| deviation.is(twice));
    if !is_total_known && !is_total_positive {
        return None;
    }
    let totals = evidence.which(|deviation| deviation.total != Declared::Products);
    let subject = names(&totals);
    Cause::of(Hypothesis::NegativeDiscount, totals, || {
        let what = match below().count() {
            1 => {
                let (path, right) = (first.path(), evidence.show(amount));
                format!("`{path}.amount` were {right}, and not {}", first.number.written())
            }
            count => format!("the {count} negative discounts were positive"),
        };
        format!("{subject} would be right if {what}: a discount is subtracted as it stands")
    })
}
