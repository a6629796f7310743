//! Finds out before it is sent why Akifast's hosted payment page would refuse a payment-session request.
//!
//! The data flow, a module for each step:
//! [`cli`] arguments in → [`input`] files and folders → `stream` a source's requests → [`request`] one request,
//! located → [`rules`] what is wrong with it, by [`totals`] and [`facts`], and [`why`] → [`report`] findings and where
//! they stand → [`render`] text out → [`run()`] exit status.

pub mod amount;
mod broken;
pub mod cli;
pub mod explain;
pub mod facts;
pub mod finding;
pub mod input;
pub mod json;
mod parallel;
pub mod position;
pub mod render;
pub mod report;
pub mod request;
pub mod rules;
pub mod run;
mod stream;
pub mod text;
pub mod totals;
pub mod why;

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use cli::Cli;
use input::Failure;
use render::{Format, Style};
use run::{Settings, Tally};

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

/// The process's streams, and what is known of its terminal.
pub struct Console<'c> {
    /// Standard input.
    pub stdin: Box<dyn Read + Send>,
    /// Where reports go.
    pub stdout: &'c mut dyn Write,
    /// Where trouble and the summary go.
    pub stderr: &'c mut dyn Write,
    /// Whether reports are coloured.
    pub color: bool,
    /// Columns that reports have.
    pub width: usize,
    /// Whether to show progress on standard error.
    pub progress: bool,
}

/// Does what the command line says.
#[must_use]
pub fn run(cli: &Cli, mut console: Console) -> Status {
    if cli.list_rules {
        return print(&explain::list_rules(), &mut console);
    }
    if let Some(code) = &cli.explain {
        let Some(rule) = rules::find(code) else {
            let reason = "no rule has this code; --list-rules lists them".to_owned();
            complain(&[Failure { name: code.clone(), reason }], console.stderr);
            return Status::Trouble;
        };
        return print(&explain::explain(rule), &mut console);
    }
    match Settings::new(cli) {
        Ok(settings) => check(cli, settings, console),
        Err(failure) => {
            complain(&[failure], console.stderr);
            Status::Trouble
        }
    }
}

/// Checks what the command line names, and sums up.
fn check(cli: &Cli, settings: Settings, console: Console) -> Status {
    let stdin = [PathBuf::from("-")];
    let paths = if cli.paths.is_empty() { &stdin[..] } else { &cli.paths };
    let (inputs, mut failures) = input::collect(paths, &cli.stdin_filename);
    let format = if cli.json { Format::Envelope } else { cli.format };
    let style = Style { format, color: console.color, width: console.width, errors_only: cli.quiet };
    let mut tally = Tally::default();
    let mut written = Ok(());
    run::run(inputs, console.stdin, settings, Arc::new(style), |checked| {
        tally.merge(&checked.tally);
        failures.extend(checked.failure);
        written = console.stdout.write_all(checked.text.as_bytes()).and_then(|()| console.stdout.flush());
        written.is_ok()
    });
    match written {
        // Whoever reads the reports has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            return status(&tally, &failures, cli.strict);
        }
        Err(error) => {
            failures.push(Failure { name: "standard output".to_owned(), reason: error.to_string() });
        }
        Ok(()) => {}
    }
    complain(&failures, console.stderr);
    if cli.statistics {
        let _ = console.stderr.write_all(statistics(&tally).as_bytes());
    }
    if !cli.quiet {
        let _ = writeln!(console.stderr, "{}", summary(&tally, failures.len() as u64));
    }
    status(&tally, &failures, cli.strict)
}

fn print(text: &str, console: &mut Console) -> Status {
    match console.stdout.write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Status::Trouble,
        _ => Status::Clean,
    }
}

/// Says what could not be read; if that cannot be said either, nobody is left to hear it.
fn complain(failures: &[Failure], stderr: &mut dyn Write) {
    for failure in failures {
        let (name, reason) = (text::escape(&failure.name), text::escape(&failure.reason));
        let _ = writeln!(stderr, "hpplint: {name}: {reason}");
    }
}

/// How often each rule found something, a line each.
fn statistics(tally: &Tally) -> String {
    let found = tally.rules.iter().zip(rules::RULES).filter(|(count, _)| **count > 0);
    found.fold(String::new(), |table, (count, rule)| format!("{table}{count:>10}  {}\n", rule.code))
}

fn summary(tally: &Tally, failures: u64) -> String {
    use text::count;
    let mut summary = format!(
        "{} checked, {} with errors: {}, {}",
        count(tally.requests, "request"),
        tally.with_errors,
        count(tally.errors, "error"),
        count(tally.warnings, "warning"),
    );
    if failures > 0 {
        summary.push_str("; ");
        summary.push_str(&count(failures, "input"));
        summary.push_str(" could not be read");
    }
    summary
}

fn status(tally: &Tally, failures: &[Failure], strict: bool) -> Status {
    if !failures.is_empty() {
        Status::Trouble
    } else if tally.errors > 0 || (strict && tally.warnings > 0) {
        Status::Errors
    } else {
        Status::Clean
    }
}
