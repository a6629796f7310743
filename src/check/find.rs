//! A request → the findings that count, with their causes.

use iso_currency::Currency;

use super::expectation::Expected;
use super::options::Options;
use crate::causes;
use crate::request::{Request, Scratch, read_into};
use crate::rules::levels::Levels;
use crate::rules::lint_invalid_json::{explain_other, explain_syntax, is_other};
use crate::rules::per_rule::PerRule;
use crate::rules::{self, Case, Depth, Finding, PriorUse, order_id_exists};
use crate::text::Position;

/// What is found in a text.
pub(super) struct Found<'t> {
    /// The text, if it is a request.
    pub(super) text: Option<&'t str>,
    /// The findings that count.
    pub(super) findings: Vec<Finding<'t>>,
    /// How many findings of each rule do not count, because the rule is allowed.
    pub(super) allowed: PerRule<u64>,
    /// The order ID as it is written, if there is one.
    pub(super) order_id: Option<&'t str>,
    /// Its currency, if it has one of ISO 4217.
    pub(super) currency: Option<Currency>,
}

impl<'t> Found<'t> {
    /// What is found in a text that should be a request, and is at `start` in its input.
    pub(super) fn in_text(
        text: &'t str,
        start: Position,
        is_draft: bool,
        options: &Options,
        depth: Depth,
        scratch: &mut Scratch<'t>,
    ) -> Self {
        let Some(request) = read_into(text, scratch) else {
            return Self::levelled(vec![explain_syntax(text, start)], options.levels);
        };
        if is_other(&request) {
            return Self::levelled(vec![explain_other(&request, start)], options.levels);
        }
        let case = Case { is_draft, depth, ..Case::new(&request, &options.facts) };
        let found = Self::of(rules::check(&case), &case, options);
        scratch.recycle(request);
        found
    }

    /// These findings of a request.
    pub(super) fn of(findings: Vec<Finding<'t>>, case: &Case<'_, 't>, options: &Options) -> Self {
        let found = Self::levelled(findings, options.levels);
        let (text, order_id) = (Some(case.request.text), order_id(case.request));
        let mut found = Self { text, order_id, currency: case.currency, ..found };
        causes::explain(case, &mut found.findings);
        found
    }

    /// These findings, by the levels of their rules.
    pub(super) fn levelled(mut findings: Vec<Finding<'t>>, levels: Levels) -> Self {
        let allowed = levels.apply(&mut findings);
        Self { text: None, findings, allowed, order_id: None, currency: None }
    }

    /// Adds the finding that the order ID was used before. `text` is that of the request.
    pub(super) fn add_prior_use(&mut self, prior: PriorUse, text: &str, levels: Levels) {
        if let Some(order_id) = self.order_id {
            self.findings.push(order_id_exists::finding(order_id, text, prior));
            self.allowed.add(&levels.apply(&mut self.findings));
        }
    }

    /// Compares the errors with the expected ones: marks them as expected, or adds a finding that they differ.
    pub(super) fn expect(&mut self, expected: Expected, text: &str, levels: Levels) {
        let Some(unmet) = expected.compare(text, &self.findings) else {
            self.findings.iter_mut().for_each(|finding| finding.is_expected = finding.is_error());
            return;
        };
        let unmet = Self::levelled(vec![unmet], levels);
        self.findings.splice(0..0, unmet.findings);
        self.allowed.add(&unmet.allowed);
    }
}

/// The order ID as it is written, if it is a string.
pub(super) fn order_id<'a>(request: &Request<'a>) -> Option<&'a str> {
    request.order_id.filter(|text| text.starts_with('"'))
}
