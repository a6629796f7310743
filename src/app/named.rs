//! The paths of the command line → inputs.

use std::path::PathBuf;

use crate::check::expectation;
use crate::cli::Cli;
use crate::input::failure::Failure;
use crate::input::{Input, collect};
use crate::settings::choices::Choices;

/// The inputs that the command line names, and why some paths name none.
pub(crate) fn inputs(cli: &Cli, choices: &Choices) -> (Vec<Input>, Vec<Failure>) {
    let stdin = [PathBuf::from("-")];
    let paths = if cli.paths.is_empty() { &stdin } else { &*cli.paths };
    let (mut inputs, mut failures) = collect(paths, &cli.stdin_filename, choices.exclude.value.as_ref());
    if cli.expect_files {
        failures.extend(expectation::set_aside(&mut inputs, &cli.paths));
    }
    (inputs, failures)
}
