//! Why the declared totals differ from their sums: what all deviations of a request prove or suggest together.
//!
//! A hypothesis is reported only if it holds exactly. Most of what holds may still be a coincidence, and is worded as one:
//! "it looks as if", "would be right if". One file for each kind of hypothesis; `find_causes` has their order.

mod applicability;
mod discounts;
mod elements;
mod evidence;
mod floats;
mod items;
mod rounding;
mod typing;
mod units;

use std::cmp::Reverse;

use crate::request::totals::Declared;
use crate::rules::{Case, Cause, Deviation, Diagnosis, Finding};
use evidence::Evidence;

/// Adds to the findings about declared totals why they differ from their sums, and the fix. A total that differs may have
/// no finding, if its rule is allowed.
pub fn explain<'a>(case: &Case<'_, 'a>, findings: &mut [Finding<'a>]) {
    let found: Vec<Declared> = findings.iter().filter_map(Finding::total).collect();
    if found.is_empty() {
        return;
    }
    let evidence = Evidence::of(case);
    let causes = find_causes(&evidence);
    let diagnoses = diagnose(&evidence, &causes, &found);
    for finding in findings {
        let Some(total) = finding.total() else {
            finding.diagnosis = root_of(&diagnoses, finding);
            continue;
        };
        let found = diagnoses.iter().find(|(explained, _)| *explained == total);
        finding.diagnosis = found.map(|(_, diagnosis)| diagnosis.clone());
        let deviation = evidence.deviation(total);
        finding.fix = deviation.and_then(|deviation| applicability::fix(deviation, &evidence, &causes));
    }
}

/// Every cause that holds, the strongest first: those that explain the most totals, and of these, those that need the fewest
/// assumptions. They are searched for in this second order, and the sort is stable.
fn find_causes<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let mut causes = floats::binary_floats(evidence);
    causes.extend(items::one_item_is_wrong(evidence));
    causes.extend(discounts::sent_negative(evidence));
    causes.extend(items::price_of_one_piece(evidence));
    causes.extend(rounding::rounding(evidence));
    causes.extend(units::minor_units(evidence));
    causes.extend(discounts::applied_wrongly(evidence));
    causes.extend(discounts::subtracted_from_products(evidence));
    causes.extend(elements::an_item(evidence));
    causes.extend(elements::a_discount(evidence));
    causes.extend(typing::swapped_digits(evidence));
    causes.extend(units::shifted_point(evidence));
    causes.extend(typing::wrong_digit(evidence));
    causes.sort_by_key(|cause| Reverse(cause.totals.len()));
    causes
}

/// The diagnosis of each total that was found and has a cause. The first of several with one cause has it, and the others
/// refer to the first.
fn diagnose<'a>(
    evidence: &Evidence<'_, 'a>,
    causes: &[Cause<'a>],
    found: &[Declared],
) -> Vec<(Declared, Diagnosis<'a>)> {
    if let [deviation] = evidence.deviations.as_slice()
        && let Some(diagnosis) = diagnose_alone(deviation, evidence, causes)
    {
        return vec![(deviation.total, diagnosis)];
    }
    let mut diagnoses: Vec<(Declared, Diagnosis)> = Vec::new();
    for cause in causes {
        let is_explained = |total: &Declared| diagnoses.iter().any(|(explained, _)| explained == total);
        let explained: Vec<_> = cause.totals.iter().copied().filter(|total| found.contains(total)).collect();
        let Some((first, others)) = explained.split_first() else { continue };
        if cause.totals.iter().any(is_explained) {
            continue;
        }
        let is_alternative =
            |another: &&Cause| !std::ptr::eq(*another, cause) && another.totals == cause.totals;
        let alternative = causes.iter().find(is_alternative).cloned();
        diagnoses.push((*first, Diagnosis::Caused { cause: cause.clone(), alternative }));
        diagnoses.extend(others.iter().map(|other| (*other, Diagnosis::SameAs(*first))));
    }
    diagnoses
}

/// The diagnosis that a finding about the basket is the root of a cause.
fn root_of<'a>(diagnoses: &[(Declared, Diagnosis<'a>)], finding: &Finding<'a>) -> Option<Diagnosis<'a>> {
    let is_root =
        |diagnosis: &Diagnosis| diagnosis.cause().and_then(|cause| cause.kind.root()) == finding.path;
    finding.path?;
    let (total, _) = diagnoses.iter().find(|(_, diagnosis)| is_root(diagnosis))?;
    Some(Diagnosis::SameAs(*total))
}

/// The diagnosis that a single declared total is wrong, which is the strongest evidence, with its most likely cause.
fn diagnose_alone<'a>(
    deviation: &Deviation,
    evidence: &Evidence<'_, 'a>,
    causes: &[Cause<'a>],
) -> Option<Diagnosis<'a>> {
    if !evidence.is_alone(deviation.total) || deviation.right.is_sign_negative() {
        return None;
    }
    let has_three_others = evidence.declared(Declared::Discounts).is_some();
    Some(Diagnosis::Alone { has_three_others, cause: causes.first().cloned() })
}
