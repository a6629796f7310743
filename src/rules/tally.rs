//! What a run comes to, in numbers.

use crate::rules::RULES;
use crate::rules::finding::{Finding, Severity};

/// What requests come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Requests seen.
    pub requests: u64,
    /// Requests with at least one error.
    pub with_errors: u64,
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Findings that are allowed.
    pub allowed: u64,
    /// Errors that are expected.
    pub expected: u64,
    /// How often each rule found something, in the order of [`RULES`].
    pub rules: Vec<u64>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            requests: 0,
            with_errors: 0,
            errors: 0,
            warnings: 0,
            allowed: 0,
            expected: 0,
            rules: vec![0; RULES.len()],
        }
    }
}

impl Tally {
    /// Counts the findings of a request, and how many more there were that are allowed.
    pub(crate) fn add(&mut self, findings: &[Finding], allowed: u64) {
        let counted =
            |severity| findings.iter().filter(|it| it.severity == severity && !it.is_expected).count() as u64;
        let errors = counted(Severity::Error);
        self.with_errors = self.with_errors.saturating_add(u64::from(errors > 0));
        self.errors = self.errors.saturating_add(errors);
        self.warnings = self.warnings.saturating_add(counted(Severity::Warning));
        self.allowed = self.allowed.saturating_add(allowed);
        let (expected, findings): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.is_expected);
        self.expected = self.expected.saturating_add(expected.len() as u64);
        for finding in findings {
            for (count, rule) in self.rules.iter_mut().zip(RULES) {
                *count = count.saturating_add(u64::from(finding.rule == *rule));
            }
        }
    }

    /// Adds what other requests come to.
    pub fn merge(&mut self, other: &Self) {
        self.requests = self.requests.saturating_add(other.requests);
        self.with_errors = self.with_errors.saturating_add(other.with_errors);
        self.errors = self.errors.saturating_add(other.errors);
        self.warnings = self.warnings.saturating_add(other.warnings);
        self.allowed = self.allowed.saturating_add(other.allowed);
        self.expected = self.expected.saturating_add(other.expected);
        for (count, more) in self.rules.iter_mut().zip(&other.rules) {
            *count = count.saturating_add(*more);
        }
    }
}
