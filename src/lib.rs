//! Finds out before it is sent why Akifast's hosted payment page would refuse a payment-session request.
//!
//! The data flow, a module for each step:
//! [`cli`] arguments in → [`input`] files and folders → `stream` a source's requests → [`request`] one request,
//! located → [`rules`] what is wrong with it, by [`totals`] and [`facts`] → [`report`] findings and where
//! they stand → [`render`] text out → [`run()`] exit status.

pub mod amount;
mod broken;
pub mod cli;
pub mod explain;
pub mod facts;
pub mod finding;
pub mod input;
pub mod json;
pub mod position;
pub mod render;
pub mod report;
pub mod request;
pub mod rules;
pub mod run;
mod stream;
pub mod text;
pub mod totals;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cli::Cli;
use input::{Failure, Input};
use render::{Format, Style};
use run::{Run, Settings, Tally, Trouble};

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
    pub stdin: &'c mut dyn Read,
    /// Where reports go.
    pub stdout: &'c mut dyn Write,
    /// Where trouble and the summary go.
    pub stderr: &'c mut dyn Write,
    /// Whether reports are coloured.
    pub color: bool,
    /// Columns that reports have.
    pub width: usize,
}

/// Does what the command line says.
pub fn run(cli: &Cli, console: &mut Console) -> Status {
    if cli.list_rules {
        return print(&explain::list_rules(), console);
    }
    if let Some(code) = &cli.explain {
        return match rules::find(code) {
            Some(rule) => print(&explain::explain(rule), console),
            None => complain(
                &[Failure {
                    name: text::escape(code).into_owned(),
                    reason: "no rule has this code; --list-rules lists them".to_owned(),
                }],
                console,
            ),
        };
    }
    let settings = match Settings::new(cli) {
        Ok(settings) => settings,
        Err(failure) => return complain(&[failure], console),
    };
    check(cli, &settings, console)
}

fn check(cli: &Cli, settings: &Settings, console: &mut Console) -> Status {
    let stdin = [PathBuf::from("-")];
    let paths = if cli.paths.is_empty() { &stdin[..] } else { &cli.paths };
    let (inputs, mut failures) = input::collect(paths);
    let format = if cli.json { Format::Envelope } else { cli.format };
    let style = Style { format, color: console.color, width: console.width, errors_only: cli.quiet };
    let mut run = Run::new(settings, &style, console.stdout);
    for input in &inputs {
        let (name, result) = match input {
            Input::Stdin => {
                (cli.stdin_filename.clone(), run.check(&mut *console.stdin, &cli.stdin_filename, false))
            }
            Input::File(path) => check_file(&mut run, path),
        };
        match result {
            Ok(()) => {}
            Err(Trouble::Read(error)) => failures.push(Failure { name, reason: error.to_string() }),
            // Whoever read the reports has read enough.
            Err(Trouble::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                return status(&run.tally, &failures, cli.strict);
            }
            Err(Trouble::Write(error)) => {
                failures.push(Failure { name: "standard output".to_owned(), reason: error.to_string() });
                break;
            }
        }
    }
    let tally = run.tally;
    complain(&failures, console);
    if !cli.quiet {
        let _ = writeln!(console.stderr, "{}", summary(&tally, failures.len() as u64));
    }
    status(&tally, &failures, cli.strict)
}

fn check_file(run: &mut Run, path: &Path) -> (String, Result<(), Trouble>) {
    let name = path.display().to_string();
    let result = File::open(path).map_err(Trouble::Read).and_then(|file| run.check(file, &name, true));
    (name, result)
}

fn print(text: &str, console: &mut Console) -> Status {
    match console.stdout.write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Status::Trouble,
        _ => Status::Clean,
    }
}

/// Says what could not be read; nobody is left to hear that it cannot be said.
fn complain(failures: &[Failure], console: &mut Console) -> Status {
    for failure in failures {
        let (name, reason) = (text::escape(&failure.name), text::escape(&failure.reason));
        let _ = writeln!(console.stderr, "hpplint: {name}: {reason}");
    }
    Status::Trouble
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
    match tally {
        _ if !failures.is_empty() => Status::Trouble,
        Tally { errors: 1.., .. } => Status::Errors,
        Tally { warnings: 1.., .. } if strict => Status::Errors,
        _ => Status::Clean,
    }
}
