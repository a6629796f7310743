//! What holds for a whole run, with the files of facts read.

pub mod choices;
pub mod file;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::check::Options;
use crate::check::expectation::Expectation;
use crate::cli::Cli;
use crate::fix::FixMode;
use crate::input::failure::Failure;
use crate::rules::facts::{Facts, Ids};
use crate::settings::choices::Choices;

/// What the checks depend on, as the command line and the choices say, with the files of facts read.
///
/// # Errors
/// The file that could not be read.
pub fn options(cli: &Cli, choices: &Choices) -> Result<Options, Failure> {
    let read = |path: &Option<PathBuf>| {
        let read = |path: &PathBuf| Ids::read(path).map_err(|error| Failure::new(path, &error));
        path.as_ref().map(read).transpose()
    };
    let facts = Facts {
        token_user: cli.token_user.clone(),
        known_users: read(&choices.known_users.value)?,
        known_orders: read(&choices.known_orders.value)?,
    };
    let available = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mode = FixMode { applies_unsafe: cli.unsafe_fixes, only_shows: cli.diff };
    Ok(Options {
        facts,
        levels: choices.levels(),
        order_ids: choices.order_ids.value,
        max_request_bytes: cli.max_request_bytes as usize,
        threads: cli.threads.and_then(|threads| NonZeroUsize::new(threads.into())).unwrap_or(available),
        fix: (cli.fix || cli.diff).then_some(mode),
        expectation: Expectation::new(cli),
        redacts: cli.redact,
    })
}
