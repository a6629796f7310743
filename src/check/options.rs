//! How requests are checked.

use std::num::NonZeroUsize;

use super::expectation::Expectation;
use crate::fix::{FixMode, Scope};
use crate::input::BLOCK_BYTES;
use crate::rules::levels::{Level, Levels};
use crate::rules::{Depth, Facts, OrderIds, Rule};

/// How requests are checked: facts from outside them, the levels of rules, and what is expected.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "switches that are independent of each other")]
pub struct Options {
    pub(crate) facts: Facts,
    pub(crate) levels: Levels,
    /// Where an order ID must not be used twice.
    pub(crate) order_ids: OrderIds,
    pub(crate) max_request_bytes: usize,
    /// Whether each line of every input is one request.
    pub(crate) by_lines: bool,
    /// Whether requests are searched for in any text.
    pub(crate) searches: bool,
    /// The number of threads; if it is not given, that of the machine's processors.
    pub(crate) threads: Option<NonZeroUsize>,
    /// The number of bytes of a source that are read at a time. It changes no result.
    pub(crate) block_bytes: usize,
    /// Whether requests may be found clean by a template. It makes no difference but in speed.
    pub(crate) uses_templates: bool,
    /// Whether requests are fixed before they are reported, and how.
    pub(crate) fix: Option<FixMode>,
    /// Which files may be replaced by fixed ones.
    pub(crate) scope: Scope,
    /// The errors that are expected of the requests.
    pub(crate) expectation: Option<Expectation>,
    /// What is found out about totals that differ from their sums, even if no report shows it.
    pub(crate) depth: Depth,
    /// Whether no string of a request may be shown.
    pub(crate) redacts: bool,
}

impl Options {
    /// The most bytes that a request may have, unless an option says otherwise (contract §5).
    pub const MAX_REQUEST_BYTES: u32 = 16 << 20;

    /// The user that the access token belongs to (contract §3).
    #[must_use]
    pub fn token_user(mut self, id: impl Into<String>) -> Self {
        self.facts.token_user = Some(id.into());
        self
    }

    /// The users that exist (contract §3).
    #[must_use]
    pub fn known_users<T: AsRef<str>>(mut self, ids: impl IntoIterator<Item = T>) -> Self {
        self.facts.known_users = Some(ids.into_iter().collect());
        self
    }

    /// The orders that have a session already (contract §3).
    #[must_use]
    pub fn known_orders<T: AsRef<str>>(mut self, ids: impl IntoIterator<Item = T>) -> Self {
        self.facts.known_orders = Some(ids.into_iter().collect());
        self
    }

    /// Leaves out the findings of a rule.
    #[must_use]
    pub fn allow(mut self, rule: &Rule) -> Self {
        *self.levels.get_mut(rule) = Level::Allow;
        self
    }

    /// Makes the findings of a rule warnings.
    #[must_use]
    pub fn warn(mut self, rule: &Rule) -> Self {
        *self.levels.get_mut(rule) = Level::Warn;
        self
    }

    /// Makes the findings of a rule errors.
    #[must_use]
    pub fn deny(mut self, rule: &Rule) -> Self {
        *self.levels.get_mut(rule) = Level::Deny;
        self
    }

    /// Expects exactly the errors of these rules; otherwise there is one more finding, `LINT_UNMET_EXPECTATION`.
    #[must_use]
    pub fn expect(mut self, rules: impl IntoIterator<Item = &'static Rule>) -> Self {
        self.expectation = Some(Expectation::Codes(rules.into_iter().collect()));
        self
    }

    /// The most bytes that a request may have; 16 MiB by default.
    #[must_use]
    pub fn max_request_bytes(self, max_request_bytes: usize) -> Self {
        Self { max_request_bytes, ..self }
    }

    /// The threads that check a stream; one by default.
    #[cfg(feature = "internals")]
    #[doc(hidden)]
    #[must_use]
    pub fn threads(self, threads: NonZeroUsize) -> Self {
        Self { threads: Some(threads), ..self }
    }

    /// Gives all requests to the strict reader.
    #[cfg(feature = "internals")]
    #[doc(hidden)]
    #[must_use]
    pub fn without_templates(self) -> Self {
        Self { uses_templates: false, ..self }
    }
}

impl Default for Options {
    /// No facts, the registry's levels, and nothing that is expected or fixed.
    fn default() -> Self {
        Self {
            facts: Facts::default(),
            levels: Levels::from_fn(|rule| Level::of(rule.severity)),
            order_ids: OrderIds::default(),
            max_request_bytes: Self::MAX_REQUEST_BYTES as usize,
            by_lines: false,
            searches: false,
            threads: Some(NonZeroUsize::MIN),
            block_bytes: BLOCK_BYTES,
            uses_templates: true,
            fix: None,
            scope: Scope::default(),
            expectation: None,
            depth: Depth::Fix,
            redacts: false,
        }
    }
}
