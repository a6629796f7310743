//! Requests that are wrong on purpose: which errors are expected of them, and whether they give exactly those.

mod file;

pub(crate) use file::{Envelopes, envelopes_of, is_expectation, set_aside};

use crate::render::{Words, api_errors};
use crate::rules::{ApiError, Claim, Finding, RULES, Rule, lint_unmet_expectation};

/// What is expected of all requests of a run.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// Exactly the errors of these rules.
    Codes(Vec<&'static Rule>),
    /// The envelopes in the file next to each file of requests, if there is one.
    Files,
}

/// What is expected of one request.
#[derive(Clone, Copy)]
pub(super) enum Expected<'e> {
    /// Exactly the errors of these rules.
    Codes(&'e [&'static Rule]),
    /// Exactly these errors.
    Errors(&'e [ApiError]),
}

impl<'e> Expected<'e> {
    /// What is expected of a request: these errors, if a file of envelopes has them, or what the run expects.
    pub(super) fn of(errors: Option<&'e [ApiError]>, run: Option<&'e Expectation>) -> Option<Self> {
        match (errors, run) {
            (Some(errors), _) => Some(Self::Errors(errors)),
            (None, Some(Expectation::Codes(rules))) => Some(Self::Codes(rules)),
            (None, _) => None,
        }
    }

    /// Whether a request without errors is what is expected.
    pub(super) fn is_nothing(self) -> bool {
        matches!(self, Self::Codes([]) | Self::Errors([]))
    }

    /// The finding about the request with this text that its errors are not exactly those that are expected; `None` if they
    /// are.
    pub(super) fn compare(self, text: &str, findings: &[Finding]) -> Option<Finding<'static>> {
        let claim = match self {
            Self::Codes(rules) => {
                let is_found = |rule: &Rule| findings.iter().any(|it| it.is_error() && it.rule == rule);
                let (expected, found) = (codes(|rule| rules.contains(&rule)), codes(is_found));
                (expected != found).then_some(Claim::UnmetCodes { expected, found })
            }
            Self::Errors(expected) => {
                let found = api_errors(findings, Words::default());
                let is_met = found.clone().eq(expected.iter().cloned());
                (!is_met).then(|| Claim::UnmetErrors { expected: expected.to_vec(), found: found.collect() })
            }
        };
        claim.map(|claim| lint_unmet_expectation::finding(text, claim))
    }
}

/// The codes of these rules, in the registry's order.
fn codes(is_meant: impl Fn(&Rule) -> bool) -> Vec<&'static str> {
    RULES.iter().filter(|rule| is_meant(rule)).map(|rule| rule.code).collect()
}
