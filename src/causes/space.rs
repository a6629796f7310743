//! The space of slips: classes of hypotheses about what a program did wrong with the basket, the most common first.

use super::evidence::Evidence;
use super::sums::Hypothesis;
use super::{copies, digits, discounts, elements, floats, items, percentages, rounding, units, vat};
use crate::rules::{Blame, Cause, Deviation, ElementSlip};

/// Hypotheses of one kind.
pub(super) struct Class {
    pub(super) limit: Limit,
    pub(super) hypotheses: Hypotheses,
    /// Whether any of them may hold, which is faster to say than which ones.
    is_possible: Test,
    /// The most that its causes may say of the basket: that it is wrong, that it may be, or nothing, unless the declared totals
    /// agree with each other.
    pub(super) blame: Blame,
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

/// Whether a hypothesis may hold.
type Test = fn(&Evidence) -> bool;

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
    proof(floats::binary_floats).of(Blame::Totals),
    common(items::price_of_one_piece, false),
    proof(rounding::to_minor_unit),
    proof(items::one_contradicts),
    proof(discounts::sent_negative),
    sums(items::quantity_forgotten).limited(Limit::Frequent).of(Blame::Totals),
    common(units::minor_units, true).only_if(units::may_be_shifted),
    common(units::lists, false).only_if(units::may_be_lists),
    common(discounts::applied_wrongly, true).only_if(discounts::may_be_applied_wrongly),
    elements(&[ElementSlip::LeftOut, ElementSlip::CountedTwice]).of(Blame::Totals),
    found(elements::all_discounts, 2).of(Blame::Totals),
    found(copies::exchanged, 1).of(Blame::Totals),
    found(copies::copied, 2).of(Blame::Totals),
    found(percentages::rounded, 4).of(Blame::Either),
    sums(percentages::percentages).only_if(percentages::may_be_percentages),
    sums(vat::vat).only_if(vat::may_be_vat).of(Blame::Either),
    sums(rounding::to_step).of(Blame::Totals),
    found(items::several_contradict, 1),
    sums(units::shifted_point).only_if(units::may_be_shifted).of(Blame::Either),
    sums(discounts::wrong_sign).of(Blame::Totals),
    Class::new(Limit::Frequent, Hypotheses::Digits).of(Blame::Totals),
    elements(&[ElementSlip::OnePieceLess, ElementSlip::OnePieceMore])
        .limited(Limit::Frequent)
        .of(Blame::Totals),
    elements(&[ElementSlip::WrongSign]).of(Blame::Totals),
    elements(&[ElementSlip::InMinorUnits, ElementSlip::InWholeUnits]).only_if(elements::may_be_in_other_unit),
];

const fn proof(list: Find) -> Class {
    Class::new(Limit::Proof, Hypotheses::Found { list, size: 0 })
}

const fn found(list: Find, size: u64) -> Class {
    Class::new(Limit::Shared, Hypotheses::Found { list, size })
}

const fn common(list: Search, is_partial: bool) -> Class {
    Class::new(Limit::Common, Hypotheses::Sums { list, is_partial })
}

const fn sums(list: Search) -> Class {
    common(list, false).limited(Limit::Shared)
}

const fn elements(slips: &'static [ElementSlip]) -> Class {
    Class::new(Limit::Shared, Hypotheses::Elements(slips))
}

impl Class {
    const fn new(limit: Limit, hypotheses: Hypotheses) -> Self {
        Self { limit, hypotheses, is_possible: |_| true, blame: Blame::Basket }
    }

    /// The class with another limit.
    const fn limited(self, limit: Limit) -> Self {
        Self { limit, ..self }
    }

    /// The class with this [`blame`](Self::blame).
    const fn of(self, blame: Blame) -> Self {
        Self { blame, ..self }
    }

    /// The class, of which nothing holds unless a test says so.
    const fn only_if(self, is_possible: Test) -> Self {
        Self { is_possible, ..self }
    }

    /// Whether its causes are so common, or so certain, that no others are needed.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self.limit, Limit::Proof | Limit::Common)
    }

    /// The causes of this class that hold exactly.
    pub(super) fn causes<'a>(&self, evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
        if !(self.is_possible)(evidence) {
            return Vec::new();
        }
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
