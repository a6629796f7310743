//! A request → the findings that count, with their causes.

use iso_currency::Currency;

use super::expectation::Expected;
use super::options::Options;
use crate::causes;
use crate::request::{Request, Scratch, read_into};
use crate::rules::levels::Levels;
use crate::rules::lint_invalid_json::{explain_other, explain_syntax, is_other};
use crate::rules::per_rule::PerRule;
use crate::rules::{self, Case, Finding};
use crate::text::Position;

/// What is found in a text.
pub(super) struct Found<'t> {
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
    /// The findings in the text of a request, which is at `start` in its input. `prepare` adds to the
    /// case what is not in the text.
    pub(super) fn in_text(
        text: &'t str,
        start: Position,
        options: &Options,
        scratch: &mut Scratch<'t>,
        prepare: impl FnOnce(&mut Case),
    ) -> Self {
        let Some(request) = read_into(text, scratch) else {
            return Self::levelled(vec![explain_syntax(text, start)], options.levels);
        };
        if is_other(&request) {
            return Self::levelled(vec![explain_other(&request, start)], options.levels);
        }
        let mut case = Case::new(&request, &options.facts);
        prepare(&mut case);
        let found = Self::of(&case, options.levels);
        scratch.recycle(request);
        found
    }

    /// The findings of a request.
    pub(super) fn of(case: &Case<'_, 't>, levels: Levels) -> Self {
        let found = Self::levelled(rules::check(case), levels);
        let mut found = Self { order_id: order_id(case.request), currency: case.currency, ..found };
        causes::explain(case, &mut found.findings);
        found
    }

    /// These findings, by the levels of their rules.
    pub(super) fn levelled(mut findings: Vec<Finding<'t>>, levels: Levels) -> Self {
        let allowed = levels.apply(&mut findings);
        Self { findings, allowed, order_id: None, currency: None }
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
