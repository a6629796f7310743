//! `LINT_MISSPELT_FIELD` (contract §6).

use super::other_names::is_other_name;
use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::json;
use crate::request::{Parameter, Path, Place, Request, Unknown};

pub(super) static RULE: Rule = Rule {
    code: "LINT_MISSPELT_FIELD",
    severity: Severity::Warning,
    summary: "an unknown key seems to be a known one that is missing",
    docs: docs!("lint_misspelt_field"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for (Unknown { place, key }, meant) in misspelt(case.request) {
        findings.report(&RULE, Some(Path::of(*place, key)), key, Claim::Misspelt { key, meant });
    }
}

/// The keys that seem to be misspelt, each with the field that is meant.
pub(crate) fn misspelt<'r, 'a>(
    request: &'r Request<'a>,
) -> impl Iterator<Item = (&'r Unknown<'a>, &'static str)> {
    // The keys of one object follow one another, and most objects have all their fields.
    let (mut place, mut missing) = (None, Vec::new());
    request.unknown.iter().filter_map(move |unknown| {
        if place.replace(unknown.place) != Some(unknown.place) {
            missing.clear();
            let mut add = |parameter: &Parameter| missing.push(Missing::of(parameter.name));
            match request.object(unknown.place) {
                Some(object) => object.each_missing(&mut |parameter, _| add(parameter)),
                None => unknown.place.parameters().iter().for_each(add),
            }
        }
        Some((unknown, meant(unknown, &missing)?))
    })
}

/// The name of a field that is missing.
struct Missing {
    name: &'static str,
    /// Its [`letters`].
    letters: u32,
    /// By how many letters a misspelling of it may differ.
    limit: u8,
}

impl Missing {
    fn of(name: &'static str) -> Self {
        let limit = if name.len() > 8 { 2 } else { 1 };
        Self { name, letters: letters(name.as_bytes()), limit }
    }
}

/// The name that the key is closest to, if it is close enough to be a misspelling of it, or else the one that it is another
/// name for.
fn meant(unknown: &Unknown, names: &[Missing]) -> Option<&'static str> {
    let key = Some(unknown.key).filter(|key| !names.is_empty() && key.len() <= MAX_KEY);
    let key = json::decode_key(key?);
    let letters = letters(&key);
    // One change adds a letter, removes one, or both. This comparison rules out most words.
    let may_be =
        |name: &&Missing| (letters ^ name.letters).count_ones() <= u32::from(name.limit).saturating_mul(2);
    let near = names.iter().filter(may_be).filter_map(|name| Some((distance(&key, name)?, name.name)));
    let closest = near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name);
    let other = || names.iter().find(|name| is_other_name(&key, unknown.place, name.name));
    closest.or_else(|| other().map(|name| name.name))
}

/// Whether an unknown key is meant for a field, if any of its object's fields may be missing.
pub(crate) fn may_be_misspelt(place: Place, key: &str) -> bool {
    let fields: Vec<Missing> = place.parameters().iter().map(|field| Missing::of(field.name)).collect();
    meant(&Unknown { place, key }, &fields).is_some()
}

/// Whether a key that seems to be meant for a field is a misspelling of its name, not another name.
pub(super) fn is_near(key: &str, name: &'static str) -> bool {
    distance(&json::decode_key(key), &Missing::of(name)).is_some()
}

/// The most bytes of a key that may be a misspelling, as it is written: a name whose letters are all escaped has fewer.
const MAX_KEY: usize = 200;

/// By how many letters a key differs from a name, not counting case and word separators; `None` if they are different
/// words.
fn distance(key: &[u8], name: &Missing) -> Option<usize> {
    let plain = |name: &str| name.replace(['_', '-', ' '], "").to_lowercase();
    let distance = strsim::osa_distance(&plain(str::from_utf8(key).ok()?), &plain(name.name));
    (distance <= name.limit.into()).then_some(distance)
}

/// Which letters a word has, as a set of bits.
fn letters(word: &[u8]) -> u32 {
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic());
    letters.fold(0, |set, letter| set | 1_u32.wrapping_shl(u32::from(letter & 0x1F)))
}
