//! Why the declared totals differ from their sums: what all deviations of a request, taken together, prove or suggest.
//!
//! A hypothesis speaks only if it holds exactly. Most of what holds is a coincidence all the same, and is put as one:
//! "it looks as if", "would be right if". One file for each kind of hypothesis;
//! `cause.rs` has their order.

mod applicability;
mod cause;
mod discounts;
mod elements;
mod evidence;
mod floats;
mod items;
mod rounding;
mod typing;
mod units;
mod words;

use std::cmp::Reverse;

use cause::Cause;
use evidence::{Deviation, Evidence};

use crate::request::totals::Declared;
use crate::rules::finding::{Applicability, Finding};
use crate::rules::{Case, comparison};

/// Puts the causes into the help of the findings that compare a declared total with its sum, and what mends them. There
/// may be totals that differ and have no finding, as it is allowed.
pub fn explain(case: &Case, findings: &mut [Finding]) {
    let mut found = Declared::ALL.to_vec();
    found.retain(|total| findings.iter().any(|finding| is_about(finding, *total)));
    if found.is_empty() {
        return;
    }
    let evidence = Evidence::of(case);
    let causes = find_causes(&evidence);
    for (total, help) in help(&evidence, &causes, &found) {
        if let Some(finding) = findings.iter_mut().find(|finding| is_about(finding, total)) {
            finding.help(help);
        }
    }
    for deviation in &evidence.deviations {
        if let Some(finding) = findings.iter_mut().find(|finding| is_about(finding, deviation.total)) {
            finding.fix = applicability::fix(deviation, &evidence, &causes);
        }
    }
}

fn is_about(finding: &Finding, total: Declared) -> bool {
    finding.rule == comparison::rule(total)
}

/// Every cause that holds, the strongest first: those that account for the most totals, then those that need
/// the fewest assumptions.
fn find_causes(evidence: &Evidence) -> Vec<Cause> {
    let mut causes = floats::binary_floats(evidence);
    causes.extend(items::one_item_is_wrong(evidence));
    causes.extend(discounts::sent_negative(evidence));
    causes.extend(items::price_of_one_piece(evidence));
    causes.extend(rounding::rounding(evidence));
    causes.extend(units::minor_units(evidence));
    causes.extend(discounts::applied_wrongly(evidence));
    causes.extend(discounts::taken_off_the_products(evidence));
    causes.extend(elements::an_item(evidence));
    causes.extend(elements::a_discount(evidence));
    causes.extend(typing::swapped_digits(evidence));
    causes.extend(units::shifted_point(evidence));
    causes.extend(typing::wrong_digit(evidence));
    causes.sort_by_key(|cause| (Reverse(cause.totals.len()), cause.hypothesis));
    causes
}

/// The help of each deviation that was found and has a cause. The first of several with one cause carries it, and the
/// others refer to it.
fn help(evidence: &Evidence, causes: &[Cause], found: &[Declared]) -> Vec<(Declared, String)> {
    if let [deviation] = evidence.deviations.as_slice()
        && let Some(help) = help_for_one(deviation, evidence, causes)
    {
        return vec![(deviation.total, help)];
    }
    let mut helps: Vec<(Declared, String)> = Vec::new();
    for cause in causes {
        let is_explained = |total: &Declared| helps.iter().any(|(explained, _)| explained == total);
        let explained: Vec<_> = cause.totals.iter().copied().filter(|total| found.contains(total)).collect();
        let Some((first, others)) = explained.split_first() else { continue };
        if cause.totals.iter().any(is_explained) {
            continue;
        }
        let another = causes.iter().find(|another| is_alternative(another, cause));
        let another = another.map(|another| format!("; or: {}", another.text)).unwrap_or_default();
        helps.push((*first, format!("{}{another}", cause.text)));
        let (path, code) = (first.path(), comparison::rule(*first).code);
        helps.extend(
            others.iter().map(|other| (*other, format!("the cause is that of `{path}`, see {code}"))),
        );
    }
    helps
}

/// Whether `another` cause accounts for the same totals as `cause`.
fn is_alternative(another: &Cause, cause: &Cause) -> bool {
    !std::ptr::eq(another, cause) && another.totals == cause.totals
}

/// That one declared total is at fault, the strongest evidence that there is, and how it may have come about.
fn help_for_one(deviation: &Deviation, evidence: &Evidence, causes: &[Cause]) -> Option<String> {
    if !evidence.is_alone(deviation.total) {
        return None;
    }
    let others = match evidence.declared(Declared::Discounts) {
        Some(_) => "the other three totals agree with the basket",
        None => "the other totals agree with the basket",
    };
    let cause = causes.first().map(|cause| format!("; {}", cause.text)).unwrap_or_default();
    match applicability::fix(deviation, evidence, causes)?.applicability {
        Applicability::Safe => {
            let (path, right) = (deviation.total.path(), evidence.show(deviation.right));
            Some(format!("set `{path}` to {right}: {others}{cause}"))
        }
        Applicability::Unsafe(reason) if cause.contains(&reason) => Some(format!("{others}, but {reason}")),
        Applicability::Unsafe(reason) => Some(format!("{others}, but {reason}{cause}")),
    }
}
