//! Totals that were exchanged, or copied from another one.

use super::evidence::Evidence;
use crate::request::totals::Declared;
use crate::rules::{Cause, CauseKind, Deviation};

/// Two totals have each other's value.
pub(super) fn exchanged<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let [first, second] = evidence.deviations.as_slice() else { return Vec::new() };
    let is_exchanged =
        has_value_of(first, second.total, evidence) && has_value_of(second, first.total, evidence);
    evidence.cause(evidence.which(|_| is_exchanged), CauseKind::Exchanged(first.total, second.total))
}

/// All totals that deviate have the value of another one. How the discounts were applied does not explain it.
pub(super) fn copied<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let is_copied_from = |other: &&Declared| {
        let is_copy = |deviation: &Deviation| {
            deviation.total.has_items() != other.has_items() && has_value_of(deviation, **other, evidence)
        };
        evidence.agrees(**other) && evidence.deviations.iter().all(is_copy)
    };
    let from = Declared::ALL.iter().rev().find(is_copied_from);
    from.map(|from| evidence.cause_of_all(CauseKind::Copied(*from))).unwrap_or_default()
}

/// Whether the declared number is the sum of another total, and not 0.
fn has_value_of(deviation: &Deviation, other: Declared, evidence: &Evidence) -> bool {
    !deviation.declared.is_zero() && Some(deviation.declared) == evidence.sums.total(other)
}
