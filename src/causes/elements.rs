//! One item, or one discount, that was left out of the totals or counted twice.

use rust_decimal::Decimal;

use super::evidence::{Evidence, Term, negative};
use super::items::WITH_ITEMS;
use crate::request::totals::Declared;
use crate::rules::{Cause, CauseKind};

/// All three totals that contain the items deviate by exactly one item's price.
pub(super) fn an_item<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let by = evidence.together(&WITH_ITEMS)?;
    if evidence.deviation(Declared::Discounts).is_some() {
        return None;
    }
    let prices: Vec<&Term> = evidence.items.iter().map(|item| &item.price).collect();
    one_of(&prices, by, evidence, WITH_ITEMS.into())
}

/// `total_discount_amount` deviates by exactly one discount, alone or together with both net totals, which deviate in the
/// other direction.
pub(super) fn a_discount<'a>(evidence: &Evidence<'_, 'a>) -> Option<Cause<'a>> {
    let by = evidence.together(&[Declared::Discounts])?;
    let nets = [Declared::Amount, Declared::Net];
    let is_alone = nets.iter().all(|net| evidence.agrees(*net));
    let is_in_all = evidence.together(&nets) == Some(negative(by));
    if !evidence.agrees(Declared::Products) || !(is_alone || is_in_all) {
        return None;
    }
    let amounts: Vec<&Term> = evidence.discounts.iter().collect();
    one_of(&amounts, by, evidence, evidence.which(|_| true)).or_else(|| all_discounts(evidence, by))
}

/// The cause that all discounts together are exactly the deviation.
fn all_discounts<'a>(evidence: &Evidence<'_, 'a>, by: Decimal) -> Option<Cause<'a>> {
    let all = evidence.case.totals.discounts.value();
    let (amount, is_twice) = match_either(by, |amount| all == Some(amount))?;
    Cause::of(evidence.which(|_| true), || CauseKind::AllDiscounts {
        count: evidence.discounts.len(),
        amount: evidence.money(amount),
        is_twice,
    })
}

/// The cause that one of `terms` is exactly the deviation.
fn one_of<'a>(
    terms: &[&Term],
    by: Decimal,
    evidence: &Evidence<'_, 'a>,
    totals: Vec<Declared>,
) -> Option<Cause<'a>> {
    let (amount, is_twice) = match_either(by, |amount| terms.iter().any(|term| term.value == amount))?;
    Cause::of(totals, || CauseKind::LeftOutOrTwice {
        elements: terms.iter().filter(|term| term.value == amount).map(|term| term.path()).collect(),
        amount: evidence.money(amount),
        is_twice,
    })
}

/// The amount that was left out, or counted twice, if it is one of those in the basket; and whether it was counted twice.
fn match_either(by: Decimal, is_in_basket: impl Fn(Decimal) -> bool) -> Option<(Decimal, bool)> {
    [(negative(by), false), (by, true)].into_iter().find(|(amount, _)| is_in_basket(*amount))
}
