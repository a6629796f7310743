//! Whether a declared total can be set to its sum safely.

use super::evidence::Evidence;
use super::search::Causes;
use crate::json::Span;
use crate::request::{Basket, Discount, Field, Item, Path, Place, amount, totals::Declared};
use crate::rules::{Applicability, Blame, Cause, CauseKind, Deviation, Doubt, Edit, Fix};

/// The fix that sets a declared total to its sum; none if the basket is what is wrong, or if the sum is below 0, since no
/// total may be.
///
/// It is safe if one of two proofs holds:
///
/// - It is the only total that differs from its sum, and the other three agree with the basket, so that an item or a
///   discount cannot be what is wrong: it would show in them as well. A missing `total_discount_amount` agrees where there
///   are no discounts (contract §1); any other total that is missing or unreadable proves nothing. And the total is
///   not what a basket with another mistake would give, be that a coincidence or not: the price of one piece as `price`, a
///   percentage as the amount of a discount, and so on.
/// - It is off by less than half a minor unit, and has exactly the digits of a sum in binary floating point.
///
/// The cause may be unknown then; that the total is wrong is certain, and what it should be.
///
/// In both cases, the operands must be plausible: every `price` is its `unit_price` × `quantity` where both are
/// there; no other number is below 0; no field is there twice or seems to be misspelt; and the sum is an amount that can be
/// declared: it has no more decimals than the currency, if there is one, and it is above 0 (that of the discounts: not below).
pub(super) fn fix<'a>(
    deviation: &Deviation,
    evidence: &Evidence<'_, 'a>,
    causes: &Causes<'a>,
) -> Option<Fix<'a>> {
    if deviation.right.is_sign_negative() || is_basket_wrong(deviation, evidence, causes) {
        return None;
    }
    let span = Span::of(deviation.number.text, evidence.case.request.text);
    let edit = Edit { span, replacement: evidence.money(deviation.right).to_string() };
    let doubt = doubt(deviation, evidence, causes);
    let applicability = doubt.map_or(Applicability::Safe, Applicability::Unsafe);
    Some(Fix { edits: vec![edit], applicability })
}

/// Whether a sum of the lists is nothing to set a total to: the declared totals agree with each other; the likely cause of
/// several deviations is in the basket; the total contains discounts, and their list seems to have a misspelt name; or the
/// sum has more decimals than the currency.
fn is_basket_wrong(deviation: &Deviation, evidence: &Evidence, causes: &Causes) -> bool {
    let Deviation { total, right, .. } = *deviation;
    let likely = causes.likely.iter().find(|cause| cause.totals.contains(&total)).map(|cause| &cause.kind);
    if evidence.are_totals_consistent() && !likely.is_some_and(CauseKind::is_of_totals) {
        return true;
    }
    let is_cause = !evidence.is_alone(total) && likely.is_some_and(CauseKind::is_in_basket);
    let is_misspelt = || evidence.misspelt().iter().any(|(_, meant)| *meant == Basket::discounts);
    let is_too_fine = !evidence.is_alone(total) && evidence.has_too_many_decimals(right);
    is_cause || is_too_fine || (total.has_discounts() && is_misspelt())
}

/// The first reason to doubt that the total is wrong.
fn doubt<'a>(deviation: &Deviation, evidence: &Evidence<'_, 'a>, causes: &Causes<'a>) -> Option<Doubt<'a>> {
    doubt_about_total(deviation, evidence, causes)
        .or_else(|| doubt_about_items(evidence))
        .or_else(|| doubt_about_signs(deviation.total, evidence))
        .or_else(|| doubt_about_fields(evidence))
        .or_else(|| doubt_about_sum(deviation, evidence))
}

/// The doubt that neither proof holds.
fn doubt_about_total<'a>(
    deviation: &Deviation,
    evidence: &Evidence<'_, 'a>,
    causes: &Causes<'a>,
) -> Option<Doubt<'a>> {
    let total = deviation.total;
    let explains = |cause: &&Cause| cause.totals.contains(&total);
    if causes.likely.iter().filter(explains).any(|cause| cause.kind.is_certain()) {
        return None;
    }
    if evidence.is_alone(total) {
        let mut explaining = causes.likely.iter().chain(&causes.possible).filter(explains);
        return explaining
            .find(|cause| cause.kind.blame() != Blame::Totals)
            .cloned()
            .map(Box::new)
            .map(Doubt::Basket);
    }
    let other = evidence.deviations.iter().find(|other| other.total != total);
    Some(other.map_or(Doubt::OtherTotalsUnreadable, |other| Doubt::OtherTotal(other.total)))
}

/// The doubt that an item's numbers contradict each other.
fn doubt_about_items(evidence: &Evidence) -> Option<Doubt<'static>> {
    let (i, _) = evidence.case.request.items().iter().find(|(_, item)| !is_consistent(item))?;
    Some(Doubt::ItemPrice(Path::of(Place::Item(*i), Item::price)))
}

/// Whether `price` is `unit_price` × `quantity`, as far as they are there.
fn is_consistent(item: &Item) -> bool {
    let numbers = [&item.price, &item.unit_price, &item.quantity];
    if numbers.iter().any(|field| matches!(field, Field::Absent | Field::Null(_))) {
        return true;
    }
    let [price, piece, pieces] = numbers.map(|field| field.get().and_then(|number| number.value));
    let product = piece.zip(pieces).map(|(piece, pieces)| amount::product(piece, pieces));
    product.zip(price).is_some_and(|(product, price)| product == Some(price))
}

/// The doubt that another number is below 0.
fn doubt_about_signs(total: Declared, evidence: &Evidence) -> Option<Doubt<'static>> {
    let mut below = None;
    evidence.case.request.each_number(|path, field| {
        let value = field.get().and_then(|number| number.value).unwrap_or_default();
        if value.is_sign_negative() && !value.is_zero() && path != total.path() {
            below.get_or_insert(path);
        }
    });
    below.map(Doubt::Negative)
}

/// The doubt that a field is there more than once, or seems to be misspelt.
fn doubt_about_fields<'a>(evidence: &Evidence<'_, 'a>) -> Option<Doubt<'a>> {
    let request = evidence.case.request;
    if let Some(duplicate) = request.duplicates.first() {
        return Some(Doubt::DuplicateKey(duplicate.name));
    }
    evidence.misspelt().first().map(|(unknown, _)| Doubt::Misspelt(unknown.key))
}

/// The doubt that the sum cannot be declared, or that its operands are not amounts of the currency.
fn doubt_about_sum(deviation: &Deviation, evidence: &Evidence) -> Option<Doubt<'static>> {
    let right = deviation.right;
    if evidence.has_too_many_decimals(right) {
        return Some(Doubt::TooManyDecimals(evidence.money(right)));
    }
    let items =
        evidence.items.iter().map(|item| (&item.price, Item::price)).filter(|_| deviation.total.has_items());
    let discounts = evidence.discounts.iter().map(|discount| (discount, Discount::amount));
    let operands = items.chain(discounts.filter(|_| deviation.total.has_discounts()));
    let mut fine = operands.filter(|(term, _)| evidence.has_too_many_decimals(term.value));
    if let Some((term, name)) = fine.next() {
        return Some(Doubt::TooFine(Path::of(term.place, name)));
    }
    (right.is_zero() && deviation.total != Declared::Discounts).then_some(Doubt::ZeroSum)
}
