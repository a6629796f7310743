//! Slips with one item, or one discount: left out, counted twice, with another number of pieces, in another unit.

use rust_decimal::Decimal;

use super::evidence::{Evidence, ListName, PricedItem};
use crate::request::amount::{self, negative, sum};
use crate::request::{Path, totals::Declared};
use crate::rules::{Cause, CauseKind, ElementSlip};

/// The causes that one element with this slip is exactly what the totals are short of.
pub(super) fn of_slip<'a>(slip: ElementSlip, evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let of_list = |list| {
        let missing = evidence.short_of(list).filter(|_| !is_whole_list(slip, list, evidence))?;
        let elements: Vec<Element> = elements(list, evidence)
            .filter(|element| element.change(slip, evidence) == Some(missing))
            .collect();
        let amount = elements.first()?.counted(slip)?;
        let kind = CauseKind::Element {
            slip,
            elements: elements.iter().map(|element| element.path).collect(),
            amount: evidence.money(amount),
            is_in_all: evidence.are_totals_consistent(),
        };
        Some(evidence.cause_of_all(kind))
    };
    [ListName::Items, ListName::Discounts].into_iter().filter_map(of_list).flatten().collect()
}

/// Whether a total deviates so much that an element may be in another unit: by almost all of it, or by many times as much.
pub(super) fn may_be_in_other_unit(evidence: &Evidence) -> bool {
    let items = evidence.items.iter().map(|item| item.price.value);
    let amounts = items.chain(evidence.discounts.iter().map(|discount| discount.value));
    // Nearly all deviations are by less than any element, or by exactly one.
    let is_equal = |amount: Decimal| {
        let by = evidence.deviations.iter().map(|deviation| deviation.by.map(|by| by.abs()));
        by.into_iter().all(|by| by == Some(amount.abs()))
    };
    evidence.is_half_of_any(amounts.filter(|amount| !is_equal(*amount)))
}

/// Whether the slip with the only element of the list is one with the whole list, which has its own classes.
fn is_whole_list(slip: ElementSlip, list: ListName, evidence: &Evidence<'_, '_>) -> bool {
    let is_own_total = evidence.deviation(Declared::Discounts).is_some();
    match list {
        ListName::Items => evidence.items.len() == 1 && (slip == ElementSlip::LeftOut || slip.is_of_unit()),
        ListName::Discounts => {
            let is_its_total = slip == ElementSlip::WrongSign && evidence.deviations.len() == 1;
            evidence.discounts.len() == 1 && (!is_own_total || slip.is_of_unit() || is_its_total)
        }
    }
}

/// What each element of a list changes with this slip.
pub(super) fn changes(
    slip: ElementSlip,
    list: ListName,
    evidence: &Evidence<'_, '_>,
) -> impl Iterator<Item = Decimal> {
    elements(list, evidence).filter_map(move |element| element.change(slip, evidence))
}

/// All discounts together are exactly the deviation; of one discount, [`of_slip`] says that.
pub(super) fn all_discounts<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let count = evidence.discounts.len();
    let (Some(missing), Some(all), 2..) =
        (evidence.short_of(ListName::Discounts), evidence.sums.discounts, count)
    else {
        return Vec::new();
    };
    // Where only the net totals are wrong, the discounts were applied wrongly.
    let is_in_total = evidence.deviations.iter().any(|deviation| !deviation.total.has_items());
    if all.is_zero() || !is_in_total || (missing != all && missing != negative(all)) {
        return Vec::new();
    }
    let kind = CauseKind::AllDiscounts { count, amount: evidence.money(all), is_twice: missing == all };
    evidence.cause_of_all(kind)
}

/// An item or a discount.
struct Element {
    path: Path<'static>,
    amount: Decimal,
    /// The price of one piece, of an item that has several.
    piece: Option<Decimal>,
    is_discount: bool,
}

/// The elements of a list.
fn elements(list: ListName, evidence: &Evidence<'_, '_>) -> impl Iterator<Item = Element> {
    let is_items = list == ListName::Items;
    let of_item = |item: &PricedItem| Element {
        path: item.price.path(),
        amount: item.price.value,
        piece: item.pieces().and(item.unit_price).and_then(|number| number.value),
        is_discount: false,
    };
    let items = evidence.items.iter().filter(move |_| is_items).map(of_item);
    let discounts = evidence.discounts.iter().filter(move |_| !is_items);
    items.chain(discounts.map(|discount| Element {
        path: discount.path(),
        amount: discount.value,
        piece: None,
        is_discount: true,
    }))
}

impl Element {
    /// The amount that the slip is about.
    fn counted(&self, slip: ElementSlip) -> Option<Decimal> {
        match slip {
            ElementSlip::OnePieceLess | ElementSlip::OnePieceMore => self.piece,
            _ => Some(self.amount),
        }
    }

    /// What the slip changes in the sum of the list; `None` if the element cannot have it.
    fn change(&self, slip: ElementSlip, evidence: &Evidence<'_, '_>) -> Option<Decimal> {
        let amount = self.counted(slip).filter(|amount| !amount.is_zero())?;
        let less = Some(negative(amount));
        match slip {
            ElementSlip::LeftOut | ElementSlip::OnePieceLess => less,
            ElementSlip::CountedTwice | ElementSlip::OnePieceMore => Some(amount),
            ElementSlip::WrongSign if self.is_discount && amount.is_sign_positive() => {
                less.and_then(|less| sum([less, less]))
            }
            ElementSlip::WrongSign => None,
            ElementSlip::InMinorUnits => difference(evidence.in_whole_units(amount)?, amount),
            ElementSlip::InWholeUnits => difference(evidence.in_minor_units(amount)?, amount),
        }
    }
}

fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    amount::difference(a, b).ok()
}
