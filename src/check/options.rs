//! What the checks of a run depend on.

use std::num::NonZeroUsize;

use super::expectation::Expectation;
use crate::fix::FixMode;
use crate::rules::{Facts, OrderIds};
use crate::rules::levels::{Level, Levels};

/// What the checks of a run depend on.
#[derive(Debug)]
pub struct Options {
    /// Facts from outside the requests.
    pub facts: Facts,
    /// The level of each rule.
    pub levels: Levels,
    /// Where an order ID must not be used twice.
    pub order_ids: OrderIds,
    /// The most bytes that a request may have.
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

impl Options {
    /// The most bytes that a request may have, if nothing else is said (contract §5).
    pub const MAX_REQUEST_BYTES: u32 = 16 << 20;
}

impl Default for Options {
    /// One thread, no facts, the registry's levels, and nothing that is expected or fixed.
    fn default() -> Self {
        Self {
            facts: Facts::default(),
            levels: Levels::from_fn(|rule| Level::of(rule.severity)),
            order_ids: OrderIds::default(),
            max_request_bytes: Self::MAX_REQUEST_BYTES as usize,
            threads: NonZeroUsize::MIN,
            fix: None,
            expectation: None,
            redacts: false,
        }
    }
}
