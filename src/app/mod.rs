//! What a run does: list, explain, check, fix or show a diff; and its output and exit status.

pub mod console;
mod copies;
mod lint;
mod output;
pub mod process;
mod progress;
mod sink;
mod summary;

pub use crate::check::status::Status;
use crate::cli::{self, Cli};
use crate::settings::Settings;
use crate::settings::resolved::Resolved;
use console::Console;

/// Does what the command line asks for.
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
        Ok(settings) => lint::lint(&settings, console),
        Err(failures) => console.refuse(&failures),
    }
}
