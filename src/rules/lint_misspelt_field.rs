//! `LINT_MISSPELT_FIELD` (contract §6).

use super::{Case, Check, Rule};
use crate::rules::finding::{Findings, Severity};
use crate::json;
use crate::request::{Path, Place, Request, Unknown};
use crate::text::excerpt;

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_MISSPELT_FIELD",
    severity: Severity::Warning,
    summary: "an unknown key is close to a known one that is absent",
    explanation: include_str!("lint_misspelt_field.md"),
    bad: include_str!("../../fixtures/lint_misspelt_field/bad.json"),
    ok: include_str!("../../fixtures/lint_misspelt_field/ok.json"),
    section: "§6",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    // The keys of one object follow one another, and most objects lack nothing.
    let (mut place, mut absent) = (None, Vec::new());
    for unknown in &case.request.unknown {
        if place.replace(unknown.place) != Some(unknown.place) {
            absent.clear();
            absent.extend(absent_names(unknown.place, case.request));
        }
        if let Some(meant) = closest(unknown.key, absent.iter().copied()) {
            report(unknown, meant, findings);
        }
    }
}

fn report<'a>(unknown: &Unknown<'a>, meant: &'static str, findings: &mut Findings<'a>) {
    let (path, meant_path) = (Path::of(unknown.place, unknown.key), Path::of(unknown.place, meant));
    let message = format!("\"{}\" looks like {meant_path}, which is absent", excerpt(unknown.key, 40));
    findings
        .report(&RULE, Some(path), unknown.key, message)
        .label("unknown field")
        .help(format!("did you mean \"{meant}\"?"));
}

/// The first key that seems to be misspelt.
pub(crate) fn first_misspelt<'r, 'a>(request: &'r Request<'a>) -> Option<&'r Unknown<'a>> {
    let closest = |unknown: &Unknown| closest(unknown.key, absent_names(unknown.place, request));
    request.unknown.iter().find(|unknown| closest(unknown).is_some())
}

/// The names of the fields that the object at `place` lacks.
fn absent_names(place: Place, request: &Request) -> impl Iterator<Item = &'static str> {
    Request::names(place).iter().copied().filter(move |name| request.is_absent(place, name))
}

/// The name nearest to the key, if one is near enough to be it misspelt.
fn closest(key: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let near = names.filter_map(|name| Some((distance(key, name)?, name)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// Letters by which a key differs from a name, cases and word separators aside; `None` if they are different words.
fn distance(key: &str, name: &str) -> Option<usize> {
    let limit: u8 = if name.len() > 8 { 2 } else { 1 };
    let key = json::decode_key(key);
    // One change adds a letter, takes one away, or both. This tells most words apart.
    let differing = letters(&key) ^ letters(name.as_bytes());
    if differing.count_ones() > u32::from(limit).saturating_mul(2) {
        return None;
    }
    let plain = |name: &str| name.replace(['_', '-', ' '], "").to_lowercase();
    let distance = strsim::osa_distance(&plain(str::from_utf8(&key).ok()?), &plain(name));
    (distance <= limit.into()).then_some(distance)
}

/// Which letters a word has, as a set of bits.
fn letters(word: &[u8]) -> u32 {
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic());
    letters.fold(0, |set, letter| set | 1_u32.wrapping_shl(u32::from(letter & 0x1F)))
}
