//! Finds out before it is sent why Akifast's hosted payment page would refuse a payment-session request.
//!
//! The data flow, a module for each step:
//! [`cli`] arguments in → [`choices`] what holds, with [`config`] → [`input`] files and folders → `stream` a source's
//! requests → [`request`] one request, located → [`rules`] what is wrong with it, by [`totals`] and [`facts`], and
//! [`why`] → [`report`] findings at their [`levels`], beside what is expected ([`expectation`]), and where they stand →
//! [`render`] text out → [`run()`] exit status.

pub mod amount;
mod broken;
pub mod choices;
pub mod cli;
pub mod config;
pub mod exclude;
pub mod expectation;
pub mod explain;
pub mod facts;
pub mod finding;
pub mod generate;
pub mod input;
pub mod json;
pub mod levels;
pub mod mend;
mod output;
mod parallel;
pub mod position;
mod progress;
mod redact;
pub mod render;
pub mod report;
pub mod request;
pub mod rules;
pub mod run;
mod stream;
pub mod tally;
pub mod text;
pub mod totals;
pub mod why;

use std::io::{self, Read, Write};
use std::path::PathBuf;

use choices::Choices;
use cli::Cli;
use input::{Failure, Input, LeftOut, Place};
use mend::{Filter, Mended, Mending};
use output::Outputs;
use progress::Progress;
use render::{End, Style};
use run::Settings;
use tally::Tally;

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
    pub stdout: Box<dyn Write + Send>,
    /// Where trouble and the summary go.
    pub stderr: &'c mut dyn Write,
    /// Whether reports are coloured.
    pub color: bool,
    /// Columns that reports have.
    pub width: usize,
    /// The current folder.
    pub folder: PathBuf,
    /// Whether to show progress on standard error.
    pub progress: bool,
}

/// Does what the command line says.
#[must_use]
pub fn run(cli: &Cli, mut console: Console) -> Status {
    if cli.list_rules {
        return print(&explain::list_rules(), &mut console);
    }
    if let Some(artifact) = cli.generate {
        return print(&generate::generate(artifact), &mut console);
    }
    if let Some(code) = &cli.explain {
        let Some(rule) = rules::find(code) else {
            let reason = "no rule has this code; --list-rules lists them".to_owned();
            complain(&[Failure { name: code.clone(), reason }], console.stderr);
            return Status::Trouble;
        };
        return print(&explain::explain(rule), &mut console);
    }
    let choices = match Choices::new(cli) {
        Ok(choices) => choices,
        Err(failures) => {
            complain(&failures, console.stderr);
            return Status::Trouble;
        }
    };
    if cli.show_settings {
        return print(&choices.to_string(), &mut console);
    }
    match Settings::new(cli, &choices) {
        Ok(Settings { mending: Some(mending), .. }) if cli.diff => preview(cli, &choices, mending, console),
        Ok(settings) => check(cli, &choices, settings, console),
        Err(failure) => {
            complain(&[failure], console.stderr);
            Status::Trouble
        }
    }
}

/// The inputs that the command line names, and the paths that stand for none.
fn inputs(cli: &Cli, choices: &Choices) -> (Vec<Input>, Vec<Failure>) {
    let stdin = [PathBuf::from("-")];
    let paths = if cli.paths.is_empty() { &stdin } else { &*cli.paths };
    let left_out = LeftOut { exclude: choices.exclude.value.as_ref(), reports: &cli.reports.files };
    let (mut inputs, mut failures) = input::collect(paths, &cli.stdin_filename, left_out);
    if cli.expect_files {
        failures.extend(expectation::set_aside(&mut inputs));
    }
    (inputs, failures)
}

/// Mends what the command line names if it says so, checks it, and sums up.
fn check(cli: &Cli, choices: &Choices, settings: Settings, console: Console) -> Status {
    let Console { mut stdin, stdout, stderr, .. } = console;
    let (inputs, mut failures) = inputs(cli, choices);
    let style = Style {
        format: choices.format.value,
        color: console.color,
        width: console.width,
        errors_only: cli.quiet,
        folder: console.folder.into(),
    };
    // A mended standard input takes standard output.
    let filtered = settings.mending.filter(|_| inputs.iter().any(|input| input.place == Place::Stdin));
    let (reports, filter) = match filtered {
        Some(mending) => {
            let filter = Filter::new(stdin, stdout, mending);
            stdin = Box::new(filter.clone());
            (None, Some(filter))
        }
        None => (Some(stdout), None),
    };
    let mut outputs = match Outputs::open(style, reports, &cli.reports.files, &inputs) {
        Ok(outputs) => outputs,
        Err(failure) => {
            complain(&[failure], stderr);
            return Status::Trouble;
        }
    };
    let mut progress = Progress::new(&inputs, console.progress);
    let mut mended = settings.mending.map(|mending| mend::files(&inputs, mending));
    let mut tally = Tally::default();
    let mut is_wanted = Ok(true);
    run::run(inputs, stdin, settings, outputs.formats(), |checked| {
        tally.merge(&checked.tally);
        failures.extend(checked.failure);
        progress.advance(checked.bytes, &tally);
        is_wanted = if checked.texts.iter().all(String::is_empty) {
            Ok(true)
        } else {
            progress.pause(|| outputs.write(checked.texts, stderr))
        };
        is_wanted == Ok(true)
    });
    progress.finish();
    if is_wanted == Ok(true) {
        is_wanted = outputs.finish(&End { tally: &tally, unread: &failures }, stderr);
    }
    if let (Some(filter), Some(mended)) = (filter, &mut mended) {
        match filter.finish() {
            Ok(totals) => mended.totals = mended.totals.saturating_add(totals),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => is_wanted = is_wanted.and(Ok(false)),
            Err(error) => is_wanted = is_wanted.and(Err(unwritable(&error))),
        }
    }
    let mended = mended.unwrap_or_default();
    match is_wanted {
        Err(failure) => {
            complain(&[failure], stderr);
            return Status::Trouble;
        }
        // Whoever reads the reports has read enough.
        Ok(false) => {}
        Ok(true) => sum_up(cli, &tally, &failures, &mended, stderr),
    }
    failures.extend(mended.failures);
    status(&tally, &failures, cli.strict)
}

/// Says what could not be read or mended, and what the run comes to.
fn sum_up(cli: &Cli, tally: &Tally, unread: &[Failure], mended: &Mended, stderr: &mut dyn Write) {
    complain(&mended.failures, stderr);
    complain(unread, stderr);
    if cli.statistics {
        let _ = stderr.write_all(statistics(tally).as_bytes());
    }
    if !cli.quiet {
        let mended = if cli.fix { mended.to_string() } else { String::new() };
        let _ = writeln!(stderr, "{}{mended}", summary(tally, unread.len() as u64));
    }
}

/// Shows what mending would change.
fn preview(cli: &Cli, choices: &Choices, mending: Mending, mut console: Console) -> Status {
    let (inputs, mut failures) = inputs(cli, choices);
    let (mut totals, mut written) = (0_u64, Ok(()));
    for input in &inputs {
        let previewed = mend::preview(input, &mut *console.stdin, mending, |diff| {
            written = console.stdout.write_all(diff).and_then(|()| console.stdout.flush());
            written.is_ok()
        });
        match previewed {
            Ok(more) => totals = totals.saturating_add(more),
            Err(error) => failures.push(Failure { name: input.name.clone(), reason: error.to_string() }),
        }
        if written.is_err() {
            break;
        }
    }
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => failures.push(unwritable(&error)),
        Ok(()) if cli.quiet => {}
        Ok(()) => {
            let _ = writeln!(console.stderr, "{} to be mended", text::count(totals, "total"));
        }
    }
    complain(&failures, console.stderr);
    match (failures.is_empty(), totals) {
        (false, _) => Status::Trouble,
        (true, 0) => Status::Clean,
        (true, _) => Status::Errors,
    }
}

fn print(text: &str, console: &mut Console) -> Status {
    match console.stdout.write_all(text.as_bytes()).and_then(|()| console.stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&[unwritable(&error)], console.stderr);
            Status::Trouble
        }
        _ => Status::Clean,
    }
}

fn unwritable(error: &io::Error) -> Failure {
    Failure { name: "standard output".to_owned(), reason: error.to_string() }
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
    if tally.allowed > 0 {
        summary = format!("{summary}; {} allowed", tally.allowed);
    }
    if tally.expected > 0 {
        summary = format!("{summary}; {} expected", tally.expected);
    }
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
