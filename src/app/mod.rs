//! What a run does: lint, fix, show a diff; and what it prints and returns.

pub mod console;
mod lint;
mod named;
mod output;
mod preview;
pub mod process;
mod progress;
mod summary;

use crate::cli::{self, Cli};
use crate::settings::Settings;
use crate::settings::choices::Choices;
use console::Console;

/// The exit status (contract §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No errors.
    Clean = 0,
    /// At least one error.
    Errors = 1,
    /// Wrong usage, or an input that could not be read.
    Trouble = 2,
}

/// Does what the command line says.
#[must_use]
pub fn run(cli: &Cli, mut console: Console) -> Status {
    if cli.list_rules {
        return console.print(&cli::explain::list_rules());
    }
    if let Some(artifact) = cli.generate {
        return console.print(&cli::generate::generate(artifact));
    }
    if let Some(rule) = cli.explain {
        return console.print(&cli::explain::explain(rule));
    }
    let choices = match Choices::new(cli) {
        Ok(choices) => choices,
        Err(failures) => return console.refuse(&failures),
    };
    if cli.show_settings {
        return console.print(&choices.to_string());
    }
    match Settings::new(cli, &choices) {
        Ok(Settings { mending: Some(mending), .. }) if cli.diff => {
            preview::preview(cli, &choices, mending, console)
        }
        Ok(settings) => lint::check(cli, &choices, settings, console),
        Err(failure) => console.refuse(&[failure]),
    }
}
