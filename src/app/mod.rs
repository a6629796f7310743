//! What a run does: list, explain, check, fix or show a diff; and its output and exit status.

pub mod console;
mod copies;
mod lint;
mod output;
pub mod process;
mod progress;
mod report_files;
mod sink;
mod summary;

use crate::check::Status;
use crate::cli::{self, Cli};
use crate::input::Failure;
use crate::settings::Settings;
use crate::settings::resolved::Resolved;
use console::{Console, complain};
use sink::Sink;

/// Does what the command line asks for.
pub fn run(cli: &Cli, mut console: Console) -> Status {
    answer(cli, &mut console).unwrap_or_else(|failures| {
        complain(&failures, console.stderr);
        Status::Trouble
    })
}

/// Prints the text that is asked for, or lints. Fails if nothing can be done.
fn answer(cli: &Cli, console: &mut Console) -> Result<Status, Vec<Failure>> {
    let text = if cli.list_rules {
        cli::explain::list_rules(console.width, console.color)
    } else if let Some(artifact) = cli.generate {
        cli::generate::generate(artifact)
    } else if let Some(rule) = cli.explain {
        cli::explain::explain(rule, console.width, console.color)
    } else if cli.show_settings {
        Resolved::new(cli)?.to_string()
    } else {
        return lint::lint(&Settings::new(cli)?, console).map_err(|failure| vec![failure]);
    };
    Sink::stdout(&mut console.stdout).write(text.as_bytes()).map_err(|failure| vec![failure])?;
    Ok(Status::Clean)
}
