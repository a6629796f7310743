//! What the checks of a run depend on.

use std::num::NonZeroUsize;

use super::expectation::Expectation;
use crate::cli::OrderIds;
use crate::fix::FixMode;
use crate::rules::facts::Facts;
use crate::rules::levels::Levels;

/// What the checks of a run depend on.
#[derive(Debug)]
pub struct Options {
    /// Facts from outside the requests.
    pub facts: Facts,
    /// The level of each rule.
    pub levels: Levels,
    /// Where an order ID must not be used twice.
    pub order_ids: OrderIds,
    /// Bytes that a request may have.
    pub max_request_bytes: usize,
    /// Threads that check.
    pub threads: NonZeroUsize,
    /// Whether requests are fixed before they are reported, and how.
    pub fix: Option<FixMode>,
    /// The errors that are expected of the requests.
    pub expectation: Option<Expectation>,
    /// Whether no string of a request may be shown.
    pub redacts: bool,
}
