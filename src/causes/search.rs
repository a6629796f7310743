//! Searches the space of slips for those that give the declared totals, and sorts them by strength.

use std::cmp::Reverse;

use super::evidence::Evidence;
use super::space::{Class, SPACE};
use super::{chance, lists};
use crate::rules::{Cause, CauseKind, Deviation, DigitSlip};

/// The causes of a request's deviations.
pub(super) struct Causes<'a> {
    /// Those that are more than a coincidence, the strongest first: those that explain the most totals, and of these, the
    /// most common.
    pub(super) likely: Vec<Cause<'a>>,
    /// Those that hold exactly, and that may be a coincidence.
    pub(super) possible: Vec<Cause<'a>>,
}

/// Searches the space of slips.
pub(super) fn find_causes<'a>(evidence: &Evidence<'_, 'a>) -> Causes<'a> {
    let of_class =
        |class: &'static Class| class.causes(evidence).into_iter().map(move |cause| (class, cause));
    let found: Vec<_> = SPACE.iter().flat_map(of_class).collect();
    let is_first = |deviation: &&Deviation| {
        found.iter().any(|(_, cause)| cause.totals.first() == Some(&deviation.total))
    };
    let deviations = evidence.deviations.iter().filter(is_first);
    let chances: Vec<_> =
        deviations.map(|deviation| (deviation.total, chance::likely_classes(evidence, deviation))).collect();
    let is_likely = |(class, cause): &(&Class, Cause)| {
        let classes = chances.iter().find(|(total, _)| cause.totals.first() == Some(total));
        classes.is_some_and(|(_, classes)| classes.iter().any(|likely| std::ptr::eq(*likely, *class)))
    };
    let (mut likely, mut possible): (Vec<_>, Vec<_>) = found.into_iter().partition(is_likely);
    // The sort is stable.
    likely.sort_by_key(|(_, cause)| Reverse(cause.totals.len()));
    let is_whole = |(_, cause): &(&Class, Cause)| cause.totals.len() == evidence.deviations.len();
    if likely.first().is_some_and(|first| first.0.is_strong() && is_whole(first)) {
        possible.extend(likely.extract_if(.., |(class, _)| !class.is_strong()));
    }
    let [mut likely, possible] =
        [likely, possible].map(|causes| causes.into_iter().map(|(_, cause)| cause).collect::<Vec<_>>());
    let is_explained =
        |deviation: &Deviation| likely.iter().any(|cause| cause.totals.contains(&deviation.total));
    if !evidence.deviations.iter().all(is_explained) {
        likely.splice(0..0, lists::of_lists(evidence));
    }
    // A fee that is a round amount changes one digit.
    if let [Cause { kind: CauseKind::Digits(DigitSlip::Wrong), totals, .. }] = likely.as_slice()
        && totals.len() == 2
    {
        likely.extend(lists::of_lists(evidence));
    }
    Causes { likely, possible }
}
