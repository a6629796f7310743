//! The inputs of a run.

use crate::check::expectation;
use crate::input::failure::Failure;
use crate::input::{Input, collect};
use crate::settings::Settings;

/// The inputs at the paths of the settings, and the paths that could not be read.
pub(crate) fn inputs(settings: &Settings) -> (Vec<Input>, Vec<Failure>) {
    let (mut inputs, mut failures) =
        collect(&settings.paths, &settings.stdin_name, settings.exclude.as_ref());
    if settings.expect_files {
        failures.extend(expectation::set_aside(&mut inputs, &settings.paths));
    }
    (inputs, failures)
}
