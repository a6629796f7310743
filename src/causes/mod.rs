//! Why the declared totals differ from their sums: what all deviations of a request prove or suggest together.
//!
//! The declared totals are the results of a program that some shop ran on the basket. `space` describes the slips that such
//! a program may have: classes of hypotheses, each with what it makes of the sums. A hypothesis is a cause only if it gives the
//! declared totals exactly, and if a coincidence is improbable (`chance`). What may still be one is worded as one: "it looks
//! as if", "would be right if".

mod applicability;
mod chance;
mod copies;
mod digits;
mod discounts;
mod elements;
mod evidence;
mod floats;
mod items;
mod lists;
mod percentages;
mod rounding;
mod search;
mod space;
mod sums;
mod units;
mod vat;

use crate::request::totals::Declared;
use crate::rules::{Case, Cause, Depth, Deviation, Diagnosis, Finding, LikelyCause};
use evidence::Evidence;
use search::{find_causes, find_deciding_causes};

/// Adds to the findings about declared totals the fix, and why they differ from their sums if the case is to that depth. A
/// total that differs may have no finding, if its rule is allowed.
pub fn explain<'a>(case: &Case<'_, 'a>, findings: &mut [Finding<'a>]) {
    let found: Vec<Declared> = findings.iter().filter_map(Finding::total).collect();
    if found.is_empty() || case.depth == Depth::Finding {
        return;
    }
    let evidence = Evidence::of(case);
    let explains = case.depth == Depth::Cause;
    let causes = if explains { find_causes(&evidence) } else { find_deciding_causes(&evidence) };
    for finding in findings.iter_mut() {
        let deviation = finding.total().and_then(|total| evidence.deviation(total));
        if let Some(deviation) = deviation {
            finding.fix = applicability::fix(deviation, &evidence, &causes);
        }
    }
    if explains {
        add_diagnoses(&diagnose(&evidence, &causes.likely, &found), findings);
    }
}

/// Adds to each finding its diagnosis.
fn add_diagnoses<'a>(diagnoses: &[(Declared, Diagnosis<'a>)], findings: &mut [Finding<'a>]) {
    for finding in findings {
        finding.diagnosis = match finding.total() {
            None => root_of(diagnoses, finding),
            Some(total) => {
                let found = diagnoses.iter().find(|(explained, _)| *explained == total);
                found.map(|(_, diagnosis)| diagnosis.clone())
            }
        };
    }
}

/// The diagnosis of each total that was found and has a cause. The first finding of several with one cause has it, and the
/// others refer to the first: errors come before warnings, which may be hidden.
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
        let explained: Vec<_> = found.iter().copied().filter(|total| cause.totals.contains(total)).collect();
        let Some((first, others)) = explained.split_first() else { continue };
        if cause.totals.iter().any(is_explained) {
            continue;
        }
        diagnoses.push((*first, Diagnosis::Caused(likely(cause, causes))));
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
    Some(Diagnosis::Alone { has_three_others, cause: causes.first().map(|cause| likely(cause, causes)) })
}

/// The cause, and the next one that explains the same totals, if the basket itself does not show the first.
fn likely<'a>(cause: &Cause<'a>, causes: &[Cause<'a>]) -> LikelyCause<'a> {
    let is_alternative = |other: &&Cause| {
        !std::ptr::eq(*other, cause) && other.totals == cause.totals && !cause.kind.is_visible()
    };
    let alternative = causes.iter().find(is_alternative).cloned().map(Box::new);
    LikelyCause { first: Box::new(cause.clone()), alternative }
}
