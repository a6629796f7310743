//! Requests that are wrong on purpose: which errors are expected of them, and whether they give just those.

mod file;

pub(crate) use file::{Envelopes, set_aside};

use crate::render::{Words, api_errors};
use crate::rules::{ApiError, Claim, Finding, RULES, Rule, lint_unmet_expectation};

/// What is expected of all requests of a run.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// Just the errors of these rules.
    Codes(Vec<&'static Rule>),
    /// What stands beside each file, if anything does.
    Files,
}

impl Expectation {
    /// The rules whose errors every request must give.
    pub(crate) fn codes(&self) -> Option<&[&'static Rule]> {
        match self {
            Self::Codes(rules) => Some(rules),
            Self::Files => None,
        }
    }
}

/// What is expected of one request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected<'e> {
    /// Just the errors of these rules.
    Codes(&'e [&'static Rule]),
    /// Just these errors.
    Errors(&'e [ApiError]),
}

impl Expected<'_> {
    /// Whether a request without errors is what is expected.
    pub(crate) fn is_nothing(self) -> bool {
        match self {
            Self::Codes(rules) => rules.is_empty(),
            Self::Errors(errors) => errors.is_empty(),
        }
    }

    /// The finding about the request with this text that its errors are not exactly those that are expected; `None` if they
    /// are.
    pub(crate) fn compare(self, text: &str, findings: &[Finding]) -> Option<Finding<'static>> {
        let claim = match self {
            Self::Codes(rules) => {
                let is_found =
                    |rule: &Rule| findings.iter().any(|finding| finding.is_error() && finding.rule == rule);
                let (expected, found) = (codes(|rule| rules.contains(&rule)), codes(is_found));
                (expected != found).then_some(Claim::UnmetCodes { expected, found })
            }
            Self::Errors(expected) => {
                let found = api_errors(findings, Words::default());
                let is_met = found.clone().eq(expected.iter().cloned());
                (!is_met).then(|| Claim::UnmetErrors {
                    expected: expected.to_vec(),
                    found: found.collect(),
                })
            }
        };
        claim.map(|claim| lint_unmet_expectation::finding(text, claim))
    }
}

/// The codes of these rules, in the registry's order.
fn codes(is_meant: impl Fn(&Rule) -> bool) -> Vec<&'static str> {
    RULES.iter().filter(|rule| is_meant(rule)).map(|rule| rule.code).collect()
}
