//! An issue of a code quality report for GitLab: <https://docs.gitlab.com/ci/testing/code_quality>.

use serde::Serialize;

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Issue {
    pub(super) description: String,
    pub(super) check_name: &'static str,
    pub(super) fingerprint: String,
    pub(super) severity: &'static str,
    pub(super) location: Location,
}

#[derive(Debug, Serialize)]
pub(super) struct Location {
    pub(super) path: String,
    pub(super) lines: Lines,
}

#[derive(Debug, Serialize)]
pub(super) struct Lines {
    pub(super) begin: u64,
    pub(super) end: u64,
}
