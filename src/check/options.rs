//! How requests are checked: what the settings say to this floor.

use std::num::NonZeroUsize;

use crate::check::expectation::Expectation;
use crate::fix::Mending;
use crate::rules::facts::{Facts, OrderIds};
use crate::rules::levels::Levels;

/// How requests are checked.
#[derive(Debug)]
pub struct Options {
    /// Facts from outside the requests.
    pub facts: Facts,
    /// How much each rule's findings count.
    pub levels: Levels,
    /// Where an order ID may not occur twice.
    pub order_ids: OrderIds,
    /// The maximum length of a request in bytes.
    pub max_request_bytes: usize,
    /// The number of threads that check.
    pub threads: NonZeroUsize,
    /// What to fix before checking.
    pub mending: Option<Mending>,
    /// The errors that are expected of the requests.
    pub expectation: Option<Expectation>,
    /// Whether no string of a request may be shown.
    pub redacts: bool,
}
