//! Discounts that were not subtracted, or subtracted twice, or added; and wrong signs.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName};
use super::sums::{Hypothesis, Sums};
use crate::request::amount::{self, negative, sum};
use crate::request::totals::Declared;
use crate::rules::{Cause, CauseKind, DiscountsWay};

/// Whether a total deviates by the discounts, or by twice as much.
pub(super) fn may_be_applied_wrongly(evidence: &Evidence) -> bool {
    let Some(discounts) = evidence.sums.discounts else { return false };
    let sizes = [Some(discounts), sum([discounts, discounts])];
    let deviations = evidence.deviations.iter();
    deviations.map(|deviation| deviation.by.map(|by| by.abs())).any(|by| by.is_none() || sizes.contains(&by))
}

/// The net totals are the products, or are less or more than they by the discounts once more; or the products are the net.
pub(super) fn applied_wrongly<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let Sums { products: Some(products), discounts: Some(discounts), net: Some(net) } = evidence.sums else {
        return Vec::new();
    };
    let is_right = evidence.agrees(Declared::Products) && evidence.deviation(Declared::Discounts).is_none();
    let others_are_right = [Declared::Amount, Declared::Net].iter().all(|total| evidence.agrees(*total));
    let do_all_deviate = evidence.short_of(ListName::Items).is_some() && evidence.deviations.len() == 3;
    let in_prices = Sums::of(sum([products, discounts]), Some(discounts));
    let nothing = Sums { products: None, discounts: None, net: None };
    let of_nets =
        |way, start, end: Option<Decimal>| (is_right, way, start, end, Sums { net: end, ..nothing });
    let ways = [
        of_nets(DiscountsWay::NotSubtracted, net, Some(products)),
        of_nets(DiscountsWay::SubtractedTwice, net, amount::difference(net, discounts).ok()),
        of_nets(DiscountsWay::Added, products, sum([products, discounts])),
        (
            others_are_right,
            DiscountsWay::SubtractedFromProducts,
            products,
            Some(net),
            Sums { products: Some(net), ..nothing },
        ),
        (do_all_deviate, DiscountsWay::TakenOffPrices, products, sum([products, discounts]), in_prices),
    ];
    let is_possible = !discounts.is_zero() && discounts.is_sign_positive();
    let possible = ways.into_iter().filter(|(is_confirmed, ..)| is_possible && *is_confirmed);
    let hypothesis = |(_, way, start, end, sums): (_, _, _, Option<Decimal>, _)| {
        let [start, discounts, end] = [start, discounts, end?].map(|amount| evidence.money(amount));
        Some(Hypothesis { sums, kind: CauseKind::Discounts { way, start, discounts, end } })
    };
    possible.filter_map(hypothesis).collect()
}

/// Discounts are below 0; the totals are right if they are above. Their own total may have been added up from them as they
/// are, or as they should be.
pub(super) fn sent_negative<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let below = || evidence.discounts.iter().filter(|discount| is_below(discount.value));
    let Some(first) = below().next() else { return Vec::new() };
    let as_they_should_be = sum(evidence.discounts.iter().map(|discount| discount.value.abs()));
    let sums = Sums::of(evidence.sums.products, as_they_should_be);
    let totals = evidence.which(|deviation| sums.total(deviation.total) == Some(deviation.declared));
    let amount = sum(below().map(|discount| discount.value.abs()));
    let is_in_net = totals.iter().any(|total| total.has_items());
    let is_enough = is_in_net && totals.len() == evidence.deviations.len();
    let Some(amount) = amount.filter(|_| is_enough) else {
        return Vec::new();
    };
    let kind = CauseKind::NegativeDiscounts {
        count: below().count(),
        first: first.path(),
        written: *first.number,
        amount: evidence.money(amount),
    };
    evidence.cause(totals, kind)
}

fn is_below(amount: Decimal) -> bool {
    amount.is_sign_negative() && !amount.is_zero()
}

/// The declared totals have the wrong sign.
pub(super) fn wrong_sign<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Hypothesis<'a>> {
    let is_above = |amount: &Decimal| amount.is_sign_positive() && !amount.is_zero();
    let sums = evidence.sums.map(|sum| Some(sum).filter(is_above).map(negative));
    vec![Hypothesis { sums, kind: CauseKind::WrongSign }]
}
