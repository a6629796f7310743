//! What a run does: lint, fix, show a diff; and what it prints and returns.

pub mod console;
mod copies;
mod lint;
mod named;
mod output;
pub mod process;
mod progress;
mod sink;
mod summary;

pub use crate::check::status::Status;
use crate::cli::{self, Cli};
use crate::settings::{self, choices::Choices};
use console::Console;

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
    match settings::options(cli, &choices) {
        Ok(options) => lint::lint(cli, &choices, options, console),
        Err(failure) => console.refuse(&[failure]),
    }
}
