//! The identity of a finding across runs. It does not depend on its position, which changes with the text around it.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::report::Report;
use crate::rules::Finding;

/// The fingerprints of the findings of a request.
pub(super) struct Fingerprints<'r> {
    /// The input's path.
    path: &'r str,
    /// The hash of the request's order ID; without one, of its text without white space. Two requests with one order
    /// ID have findings with one fingerprint.
    request: u128,
}

impl<'r> Fingerprints<'r> {
    pub(super) fn new(report: &Report, path: &'r str) -> Self {
        let hash_text = || hash_text(&report.source.text);
        let request = report.order_id.map_or_else(hash_text, |id| xxh3_128(id.as_bytes()));
        Self { path, request }
    }

    /// A hash of the input's path, the rule, the field and the request.
    pub(super) fn of(&self, finding: &Finding) -> String {
        let field = finding.path.map(|path| path.pointer()).unwrap_or_default();
        let mut hasher = Xxh3::new();
        for part in [self.path, finding.rule.code, &field] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        hasher.update(&self.request.to_be_bytes());
        format!("{:032x}", hasher.digest128())
    }
}

fn hash_text(text: &str) -> u128 {
    let mut hasher = Xxh3::new();
    text.split_ascii_whitespace().for_each(|part| hasher.update(part.as_bytes()));
    hasher.digest128()
}
