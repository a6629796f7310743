//! Searches the space of slips for those that give the declared totals, and sorts them by strength.

use std::cmp::Reverse;

use super::chance::Chances;
use super::evidence::Evidence;
use super::space::{Class, SPACE};
use super::{floats, lists};
use crate::rules::{Blame, Cause, CauseKind, Deviation, DigitSlip};

/// The causes of a request's deviations.
#[derive(Default)]
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
    let (mut likely, mut possible) = by_chance(evidence);
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
fn by_chance<'a>(evidence: &Evidence<'_, 'a>) -> (Vec<Found<'a>>, Vec<Found<'a>>) {
    let (mut likely, mut possible) = (Vec::new(), Vec::new());
    let mut chances: Vec<_> =
        evidence.deviations.iter().map(|deviation| Chances::of(deviation, evidence)).collect();
    for (index, class) in SPACE.iter().enumerate() {
        for cause in class.causes(evidence) {
            let chances = chances.iter_mut().find(|it| cause.totals.first() == Some(&it.total()));
            let is_likely = chances.is_some_and(|chances| chances.is_likely(index));
            let found = if is_likely { &mut likely } else { &mut possible };
            found.push((class, cause));
        }
    }
    (likely, possible)
}

/// Searches the space only as far as a fix depends on it: with these causes, it returns the same
/// fix as with all, but for the reason why it is not safe.
pub(super) fn find_deciding_causes<'a>(evidence: &Evidence<'_, 'a>) -> Causes<'a> {
    // These are always likely.
    let certain = floats::binary_floats(evidence);
    if let [deviation] = evidence.deviations.as_slice()
        && evidence.is_alone(deviation.total)
    {
        let is_doubt = |cause: &Cause| cause.kind.blame() != Blame::Totals;
        let doubt =
            || causes(evidence, |class| class.blame != Blame::Totals).find(is_doubt).into_iter().collect();
        let possible = if certain.is_empty() { doubt() } else { Vec::new() };
        return Causes { likely: certain, possible };
    }
    // It matters which cause is the likely one only if the fix is not the same for all.
    let is_fix_the_same = if evidence.are_totals_consistent() {
        let has_sign = |deviation: &Deviation| deviation.declared.is_sign_negative();
        certain.is_empty() && !evidence.deviations.iter().any(has_sign)
    } else {
        let in_basket = |cause: Cause| cause.kind.is_in_basket();
        !causes(evidence, |class| class.blame == Blame::Basket).any(in_basket)
    };
    if is_fix_the_same { Causes { likely: certain, possible: Vec::new() } } else { find_causes(evidence) }
}

/// The causes of some classes, which are found one after the other.
fn causes<'a>(
    evidence: &Evidence<'_, 'a>,
    is_searched: impl Fn(&Class) -> bool,
) -> impl Iterator<Item = Cause<'a>> {
    SPACE.iter().filter(move |class| is_searched(class)).flat_map(|class| class.causes(evidence))
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
