//! What holds for a whole run, with the files of facts read.

pub mod choices;
pub mod file;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::check::Options;
use crate::check::expectation::Expectation;
use crate::cli::{Cli, OrderIds};
use crate::fix::FixMode;
use crate::input::failure::Failure;
use crate::rules::facts::{Facts, Ids};
use crate::rules::levels::Levels;
use crate::settings::choices::Choices;

/// What holds for a whole run.
#[derive(Debug)]
pub struct Settings {
    /// Facts from outside the requests.
    pub facts: Facts,
    /// How much each rule's findings count.
    pub levels: Levels,
    /// Where an order ID must not come twice.
    pub order_ids: OrderIds,
    /// Bytes that a request may have.
    pub max_request_bytes: usize,
    /// Threads that check.
    pub threads: NonZeroUsize,
    /// Whether requests are fixed before they are reported, and how.
    pub fix: Option<FixMode>,
    /// What is expected of the requests.
    pub expectation: Option<Expectation>,
    /// Whether no string of a request may be shown.
    pub redacts: bool,
}

impl Settings {
    /// What is chosen, with the files of facts read.
    ///
    /// # Errors
    /// The file that could not be read.
    pub fn new(cli: &Cli, choices: &Choices) -> Result<Self, Failure> {
        let read = |path: &Option<PathBuf>| {
            let read = |path: &PathBuf| Ids::read(path).map_err(|error| Failure::new(path, &error));
            path.as_ref().map(read).transpose()
        };
        let facts = Facts {
            token_user: cli.token_user.clone(),
            known_users: read(&choices.known_users.value)?,
            known_orders: read(&choices.known_orders.value)?,
        };
        let levels = choices.levels();
        let available = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Ok(Self {
            facts,
            levels,
            order_ids: choices.order_ids.value,
            max_request_bytes: cli.max_request_bytes as usize,
            threads: cli.threads.and_then(|threads| NonZeroUsize::new(threads.into())).unwrap_or(available),
            fix: (cli.fix || cli.diff)
                .then_some(FixMode { applies_unsafe: cli.unsafe_fixes, only_shows: cli.diff }),
            expectation: Expectation::new(cli),
            redacts: cli.redact,
        })
    }
}

impl From<Settings> for Options {
    /// The part of the settings that the checks depend on.
    fn from(settings: Settings) -> Self {
        let Settings { facts, levels, order_ids, max_request_bytes, threads, fix, expectation, redacts } =
            settings;
        Self { facts, levels, order_ids, max_request_bytes, threads, fix, expectation, redacts }
    }
}
