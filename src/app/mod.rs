//! What a run does: list, explain, check, fix or show a diff; and its output and exit status.

pub mod console;
mod lint;
mod output;
mod preview;
pub mod process;
mod progress;
mod summary;

use crate::cli::{self, Cli};
use crate::settings::Settings;
use crate::settings::resolved::Resolved;
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

/// Does what the command line asks for.
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
    if cli.show_settings {
        return match Resolved::new(cli) {
            Ok(resolved) => console.print(&resolved.to_string()),
            Err(failures) => console.refuse(&failures),
        };
    }
    match Settings::new(cli) {
        Ok(settings) => match settings.check.mending {
            Some(mending) if settings.diff => preview::preview(&settings, mending, console),
            _ => lint::lint(&settings, console),
        },
        Err(failures) => console.refuse(&failures),
    }
}
