//! The identity of a finding across runs. It does not depend on its position, which changes with the text around it.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::report::Report;
use crate::rules::Finding;

/// A hash of the input's path, the rule, the field and the request, which its order ID identifies; without one,
/// its text without white space. Two requests with one order ID have findings with one fingerprint.
pub(super) fn of(report: &Report, path: &str, finding: &Finding) -> String {
    let field = finding.path.map(|path| path.pointer()).unwrap_or_default();
    let request =
        report.order_id.map_or_else(|| hash_text(&report.source.text), |id| xxh3_128(id.as_bytes()));
    let mut hasher = Xxh3::new();
    for part in [path, finding.rule.code, &field] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(&request.to_be_bytes());
    format!("{:032x}", hasher.digest128())
}

fn hash_text(text: &str) -> u128 {
    let mut hasher = Xxh3::new();
    text.split_ascii_whitespace().for_each(|part| hasher.update(part.as_bytes()));
    hasher.digest128()
}
