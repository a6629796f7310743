//! What a worker hands over of a report: entries, each of the type that its format needs.

use quick_junit::TestCase;
use serde::Serialize;
use serde_json::value::RawValue;

use super::gitlab::issue::Issue;

/// Entries of consecutive requests. A format fills one of the lists.
#[derive(Debug, Default)]
pub struct Entries {
    /// Text that can be written at once.
    pub text: String,
    /// Issues of a report for GitLab.
    pub(super) issues: Vec<Issue>,
    /// Test cases of a JUnit report, each with the name of its test suite.
    pub(super) test_cases: Vec<(String, TestCase)>,
    /// Results of a SARIF log.
    pub(super) results: Vec<Box<RawValue>>,
}

impl Entries {
    /// Adds later entries.
    pub(crate) fn append(&mut self, mut later: Self) {
        self.text.push_str(&later.text);
        self.issues.append(&mut later.issues);
        self.test_cases.append(&mut later.test_cases);
        self.results.append(&mut later.results);
    }
}

/// One of our own types as JSON.
#[expect(clippy::expect_used, reason = "structs of strings and numbers are always JSON")]
pub(super) fn to_json(value: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(value).expect("a struct of strings and numbers")
}
