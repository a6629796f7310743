//! The issues of a code quality report: <https://docs.gitlab.com/ci/testing/code_quality>.

use serde::Serialize;

/// A finding.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Issue {
    pub(in crate::render) description: String,
    pub(in crate::render) check_name: &'static str,
    pub(in crate::render) fingerprint: String,
    pub(in crate::render) severity: &'static str,
    pub(in crate::render) location: Location,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct Location {
    pub(in crate::render) path: String,
    pub(in crate::render) lines: Lines,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct Lines {
    pub(in crate::render) begin: u64,
    pub(in crate::render) end: u64,
}
