//! Finds out before it is sent why Akifast's hosted payment page would refuse a payment-session request.
//!
//! The data flow, a module for each step:
//! [`cli`] arguments in → [`choices`] what holds, with [`config`] → [`input`] files and folders → `stream` a source's
//! requests → [`request`] one request, located → [`rules`] what is wrong with it, by [`totals`] and [`facts`], and
//! [`why`] → [`report`] findings at their [`levels`], beside what is expected ([`expectation`]), and where they stand →
//! [`render`] text out → [`run()`] exit status. `check` puts it all together.

pub mod amount;
mod broken;
mod check;
pub mod choices;
pub mod cli;
pub mod config;
mod console;
pub mod exclude;
pub mod expectation;
pub mod explain;
pub mod facts;
pub mod failure;
pub mod finding;
pub mod generate;
pub mod input;
pub mod json;
pub mod levels;
pub mod mend;
mod named;
mod output;
mod parallel;
pub mod position;
mod preview;
mod progress;
mod redact;
pub mod render;
pub mod report;
pub mod request;
pub mod rules;
pub mod run;
pub mod settings;
mod stream;
mod summary;
pub mod tally;
pub mod text;
pub mod totals;
pub mod why;

use choices::Choices;
use cli::Cli;
pub use console::Console;
use settings::Settings;

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
        return console.print(&explain::list_rules());
    }
    if let Some(artifact) = cli.generate {
        return console.print(&generate::generate(artifact));
    }
    if let Some(rule) = cli.explain {
        return console.print(&explain::explain(rule));
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
        Ok(settings) => check::check(cli, &choices, settings, console),
        Err(failure) => console.refuse(&[failure]),
    }
}
