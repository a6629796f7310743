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

/// A cause, and its class.
type Found<'a> = (&'static Class, Cause<'a>);

/// Searches the space of slips.
pub(super) fn find_causes<'a>(evidence: &Evidence<'_, 'a>) -> Causes<'a> {
    let of_class =
        |class: &'static Class| class.causes(evidence).into_iter().map(move |cause| (class, cause));
    let found: Vec<_> = SPACE.iter().flat_map(of_class).collect();
    let (mut likely, mut possible) = by_chance(found, evidence);
    // The sort is stable.
    likely.sort_by_key(|(_, cause)| Reverse(cause.totals.len()));
    let is_whole = |(_, cause): &Found| cause.totals.len() == evidence.deviations.len();
    if likely.first().is_some_and(|first| first.0.is_strong() && is_whole(first)) {
        possible.extend(likely.extract_if(.., |(class, _)| !class.is_strong()));
    }
    let [mut likely, possible] =
        [likely, possible].map(|causes| causes.into_iter().map(|(_, cause)| cause).collect::<Vec<_>>());
    add_facts(&mut likely, evidence);
    Causes { likely, possible }
}

/// The causes that are more than a coincidence, and those that may be one.
fn by_chance<'a>(found: Vec<Found<'a>>, evidence: &Evidence<'_, 'a>) -> (Vec<Found<'a>>, Vec<Found<'a>>) {
    let is_first = |deviation: &&Deviation| {
        found.iter().any(|(_, cause)| cause.totals.first() == Some(&deviation.total))
    };
    let deviations = evidence.deviations.iter().filter(is_first);
    let chances: Vec<_> =
        deviations.map(|deviation| (deviation.total, chance::likely_classes(evidence, deviation))).collect();
    let is_likely = |(class, cause): &Found| {
        let classes = chances.iter().find(|(total, _)| cause.totals.first() == Some(total));
        classes.is_some_and(|(_, classes)| classes.iter().any(|likely| std::ptr::eq(*likely, *class)))
    };
    found.into_iter().partition(is_likely)
}

/// Adds what the totals show, if no slip explains all of them; or if it is one wrong digit, which a round fee changes too.
fn add_facts<'a>(likely: &mut Vec<Cause<'a>>, evidence: &Evidence<'_, 'a>) {
    let is_explained =
        |deviation: &Deviation| likely.iter().any(|cause| cause.totals.contains(&deviation.total));
    if !evidence.deviations.iter().all(is_explained) {
        likely.splice(0..0, lists::of_lists(evidence));
    } else if let [Cause { kind: CauseKind::Digits(DigitSlip::Wrong), totals, .. }] = likely.as_slice()
        && totals.len() == 2
    {
        likely.extend(lists::of_lists(evidence));
    }
}
