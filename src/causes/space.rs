//! The space of slips: classes of hypotheses about what a program did wrong with the basket, the most common first.

use super::evidence::Evidence;
use super::sums::Hypothesis;
use super::{copies, digits, discounts, elements, floats, items, percentages, rounding, units, vat};
use crate::rules::{Cause, Deviation, ElementSlip};

/// Hypotheses of one kind.
pub(super) struct Class {
    pub(super) limit: Limit,
    pub(super) hypotheses: Hypotheses,
}

/// Where hypotheses come from.
pub(super) enum Hypotheses {
    /// Sums with a slip, which have to give each deviating total, or some of them.
    Sums { list: Search, is_partial: bool },
    /// Slips with a single element of a list.
    Elements(&'static [ElementSlip]),
    /// Causes that hold, each of them one of so many hypotheses for a total.
    Found { list: for<'a> fn(&Evidence<'_, 'a>) -> Vec<Cause<'a>>, size: u64 },
    /// Typing errors in the digits of a total.
    Digits,
}

/// Makes the hypotheses of a class.
type Search = for<'a> fn(&Evidence<'_, 'a>) -> Vec<Hypothesis<'a>>;

/// How probable a coincidence may be for a cause to be stated, in millionths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// For the class alone.
    Alone(u64),
    /// [`SHARED`] for all these classes together.
    Shared,
}

/// 15 %: so many of the mistakes that shops make are of these kinds that a coincidence is less probable than the cause.
const COMMON: Limit = Limit::Alone(150_000);

/// 10 %: mistakes that are common, but have many hypotheses.
const FREQUENT: Limit = Limit::Alone(100_000);

/// 10 %.
pub(super) const SHARED: u64 = 100_000;

/// All classes.
pub(super) static SPACE: &[Class] = &[
    proof(floats::binary_floats),
    common(items::price_of_one_piece, false),
    proof(rounding::to_minor_unit),
    proof(items::one_contradicts),
    proof(discounts::sent_negative),
    Class {
        limit: FREQUENT,
        hypotheses: Hypotheses::Sums { list: items::quantity_forgotten, is_partial: false },
    },
    common(units::minor_units, true),
    common(units::lists, false),
    common(discounts::applied_wrongly, true),
    elements(&[ElementSlip::LeftOut, ElementSlip::CountedTwice]),
    found(elements::all_discounts, 2),
    found(copies::exchanged, 1),
    found(copies::copied, 2),
    sums(percentages::percentages),
    found(percentages::rounded, 4),
    sums(vat::vat),
    sums(rounding::to_step),
    found(items::several_contradict, 1),
    sums(units::shifted_point),
    sums(discounts::wrong_sign),
    Class { limit: FREQUENT, hypotheses: Hypotheses::Digits },
    Class {
        limit: FREQUENT,
        hypotheses: Hypotheses::Elements(&[ElementSlip::OnePieceLess, ElementSlip::OnePieceMore]),
    },
    elements(&[ElementSlip::WrongSign]),
    elements(&[ElementSlip::InMinorUnits, ElementSlip::InWholeUnits]),
];

/// Causes that cannot be a coincidence, or hardly.
const fn proof(list: for<'a> fn(&Evidence<'_, 'a>) -> Vec<Cause<'a>>) -> Class {
    found(list, 0)
}

const fn found(list: for<'a> fn(&Evidence<'_, 'a>) -> Vec<Cause<'a>>, size: u64) -> Class {
    Class { limit: Limit::Shared, hypotheses: Hypotheses::Found { list, size } }
}

const fn common(list: Search, is_partial: bool) -> Class {
    Class { limit: COMMON, hypotheses: Hypotheses::Sums { list, is_partial } }
}

const fn sums(list: Search) -> Class {
    Class { limit: Limit::Shared, hypotheses: Hypotheses::Sums { list, is_partial: false } }
}

const fn elements(slips: &'static [ElementSlip]) -> Class {
    Class { limit: Limit::Shared, hypotheses: Hypotheses::Elements(slips) }
}

impl Class {
    /// Whether its causes are so common, or so certain, that no others are needed.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self.hypotheses, Hypotheses::Found { size: 0, .. }) || self.limit == COMMON
    }

    /// The causes of this class that hold exactly.
    pub(super) fn causes<'a>(&self, evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
        match self.hypotheses {
            Hypotheses::Found { list, .. } => list(evidence),
            Hypotheses::Digits => digits::digit_slips(evidence),
            Hypotheses::Elements(slips) => {
                slips.iter().flat_map(|slip| elements::of_slip(*slip, evidence)).collect()
            }
            Hypotheses::Sums { list, is_partial } => {
                let mut causes: Vec<Cause> = Vec::new();
                for Hypothesis { sums, kind } in list(evidence) {
                    let is_given =
                        |deviation: &Deviation| sums.total(deviation.total) == Some(deviation.declared);
                    let totals = evidence.which(is_given);
                    let is_known = causes.iter().any(|cause| cause.totals == totals);
                    if !is_known && (is_partial || totals.len() == evidence.deviations.len()) {
                        causes.extend(evidence.cause(totals, kind));
                    }
                }
                causes
            }
        }
    }
}
