//! an unknown key is close to a known one that is absent (contract §6).

use super::{Case, Rule};
use crate::finding::{Findings, Severity};
use crate::json;
use crate::request::{Path, Unknown};
use crate::text::excerpt;

/// an unknown key is close to a known one that is absent.
pub static RULE: Rule = Rule {
    code: "LINT_MISSPELT_FIELD",
    severity: Severity::Warning,
    summary: "an unknown key is close to a known one that is absent",
    explanation: include_str!("lint_misspelt_field.md"),
    bad: include_str!("../../fixtures/lint_misspelt_field/bad.json"),
    ok: include_str!("../../fixtures/lint_misspelt_field/ok.json"),
    section: "§6",
    answer: None,
    check,
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for unknown in &case.request.unknown {
        let name = json::decode(unknown.key);
        let Ok(name) = str::from_utf8(&name) else { continue };
        let Some(meant) = closest(name, &case.request.absent_names(unknown.place)) else { continue };
        report(unknown, meant, findings);
    }
}

fn report<'a>(unknown: &Unknown<'a>, meant: &'static str, findings: &mut Findings<'a>) {
    let key = unknown.key.trim_matches('"');
    let (path, meant_path) = (Path::of(unknown.place, key), Path::of(unknown.place, meant));
    let message = format!("{} looks like {meant_path}, which is absent", excerpt(unknown.key, 40));
    findings
        .report(&RULE, Some(path), unknown.key, message)
        .label("unknown field")
        .help(format!("did you mean \"{meant}\"?"));
}

/// The name nearest to `name`, if it is near enough to be the same word misspelt.
fn closest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let distance = |known: &&'static str| Some((distance(name, known)?, *known));
    known.iter().filter_map(distance).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// Letters by which two names differ, cases and word separators aside; `None` if they are different words.
fn distance(name: &str, known: &str) -> Option<usize> {
    let limit: usize = if known.len() > 8 { 2 } else { 1 };
    if name.len().abs_diff(known.len()) > limit.saturating_add(known.matches('_').count()) {
        return None;
    }
    let letters = |name: &str| name.replace(['_', '-', ' '], "").to_lowercase();
    let distance = strsim::osa_distance(&letters(name), &letters(known));
    (distance <= limit).then_some(distance)
}
