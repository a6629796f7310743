//! A request → the findings that count, with their causes.

use crate::causes;
use crate::request::Request;
use crate::rules::{self, Case, Finding};
use crate::rules::levels::Levels;

/// What is found in a text.
pub(super) struct Found<'t> {
    /// The findings that count.
    pub(super) findings: Vec<Finding<'t>>,
    /// How many do not, since their rules are allowed.
    pub(super) allowed: u64,
    /// The order ID as it is written, if there is one.
    pub(super) order_id: Option<&'t str>,
}

impl<'t> Found<'t> {
    /// The findings of a request.
    pub(super) fn of(case: &Case<'_, 't>, levels: Levels) -> Self {
        let found = Self::levelled(rules::check(case), levels);
        let mut found = Self { order_id: order_id(case.request), ..found };
        causes::explain(case, &mut found.findings);
        found
    }

    /// These findings, by the levels of their rules.
    pub(super) fn levelled(mut findings: Vec<Finding<'t>>, levels: Levels) -> Self {
        let allowed = levels.apply(&mut findings);
        Self { findings, allowed, order_id: None }
    }
}

/// The order ID as it is written, if it is a string.
pub(super) fn order_id<'a>(request: &Request<'a>) -> Option<&'a str> {
    request.order_id.filter(|text| text.starts_with('"'))
}
