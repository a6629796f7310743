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
    Found { list: Find, size: u64 },
    /// Typing errors in the digits of a total.
    Digits,
}

/// Finds the causes of a class.
type Find = for<'a> fn(&Evidence<'_, 'a>) -> Vec<Cause<'a>>;

/// Makes the hypotheses of a class.
type Search = for<'a> fn(&Evidence<'_, 'a>) -> Vec<Hypothesis<'a>>;

/// How probable a coincidence may be for a cause to be stated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// It cannot be one, or hardly.
    Proof,
    /// So many of the mistakes that shops make are of this kind that a coincidence is less probable than the cause.
    Common,
    /// Mistakes that are common, but have many hypotheses.
    Frequent,
    /// All these classes together have one limit.
    Shared,
}

impl Limit {
    /// The limit in millionths.
    pub(super) fn millionths(self) -> u64 {
        match self {
            Self::Proof => u64::MAX,
            Self::Common => 150_000,
            Self::Frequent | Self::Shared => 100_000,
        }
    }
}

/// All classes.
pub(super) static SPACE: &[Class] = &[
    proof(floats::binary_floats),
    common(items::price_of_one_piece, false),
    proof(rounding::to_minor_unit),
    proof(items::one_contradicts),
    proof(discounts::sent_negative),
    Class {
        limit: Limit::Frequent,
        hypotheses: Hypotheses::Sums { list: items::quantity_forgotten, is_partial: false },
    },
    common(units::minor_units, true),
    common(units::lists, false),
    common(discounts::applied_wrongly, true),
    elements(&[ElementSlip::LeftOut, ElementSlip::CountedTwice]),
    found(elements::all_discounts, 2),
    found(copies::exchanged, 1),
    found(copies::copied, 2),
    found(percentages::rounded, 4),
    sums(percentages::percentages),
    sums(vat::vat),
    sums(rounding::to_step),
    found(items::several_contradict, 1),
    sums(units::shifted_point),
    sums(discounts::wrong_sign),
    Class { limit: Limit::Frequent, hypotheses: Hypotheses::Digits },
    Class {
        limit: Limit::Frequent,
        hypotheses: Hypotheses::Elements(&[ElementSlip::OnePieceLess, ElementSlip::OnePieceMore]),
    },
    elements(&[ElementSlip::WrongSign]),
    elements(&[ElementSlip::InMinorUnits, ElementSlip::InWholeUnits]),
];

const fn proof(list: Find) -> Class {
    Class { limit: Limit::Proof, hypotheses: Hypotheses::Found { list, size: 0 } }
}

const fn found(list: Find, size: u64) -> Class {
    Class { limit: Limit::Shared, hypotheses: Hypotheses::Found { list, size } }
}

const fn common(list: Search, is_partial: bool) -> Class {
    Class { limit: Limit::Common, hypotheses: Hypotheses::Sums { list, is_partial } }
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
        matches!(self.limit, Limit::Proof | Limit::Common)
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
