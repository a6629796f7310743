//! The main job: what the command line names is checked, reported and summed up.

use std::io::{self, Read, Write};

use crate::app::Status;
use crate::app::console::{Console, complain, unwritable};
use crate::app::named;
use crate::app::output::Outputs;
use crate::app::progress::Progress;
use crate::app::summary::{status, sum_up};
use crate::check::run;
use crate::cli::Cli;
use crate::fix::{self, Filter, Mended, Mending};
use crate::input::Place;
use crate::input::failure::Failure;
use crate::render::{End, Style};
use crate::rules::tally::Tally;
use crate::settings::Settings;
use crate::settings::choices::Choices;

/// Mends what the command line names if it says so, checks it, and sums up.
pub(crate) fn check(cli: &Cli, choices: &Choices, settings: Settings, console: Console) -> Status {
    let (inputs, mut unread) = named::inputs(cli, choices);
    let style = Style {
        color: console.color,
        width: console.width,
        errors_only: cli.quiet,
        folder: console.folder.into(),
    };
    let filtered = settings.mending.filter(|_| inputs.iter().any(|input| input.place == Place::Stdin));
    let (stdin, stdout, filter) = divert(console.stdin, console.stdout, filtered);
    let mut outputs = match Outputs::open(choices.format.value, &style, stdout, &cli.reports.files, &inputs) {
        Ok(outputs) => outputs,
        Err(failure) => {
            complain(&[failure], console.stderr);
            return Status::Trouble;
        }
    };
    let mut progress = Progress::new(&inputs, console.progress);
    let mut mended = settings.mending.map(|mending| fix::files(&inputs, mending)).unwrap_or_default();
    let mut tally = Tally::default();
    // Whether anybody wants more reports, or why they cannot be written.
    let mut is_wanted = Ok(true);
    run::run(inputs, stdin, settings, outputs.renderers(), |checked| {
        tally.merge(&checked.tally);
        unread.extend(checked.failure);
        progress.advance(checked.bytes, &tally);
        let has_text = checked.entries.iter().any(|entries| !entries.text.is_empty());
        let write = || outputs.write(checked.entries, console.stderr);
        is_wanted = if has_text { progress.pause(write) } else { write() };
        is_wanted == Ok(true)
    });
    progress.finish();
    if is_wanted == Ok(true) {
        is_wanted = outputs.finish(&End { tally: &tally, unread: &unread }, console.stderr);
    }
    let is_passed_on = finish(filter, &mut mended);
    match is_wanted.and_then(|is_wanted| Ok(is_passed_on? && is_wanted)) {
        Err(failure) => {
            complain(&[failure], console.stderr);
            return Status::Trouble;
        }
        // Whoever reads the reports has read enough.
        Ok(false) => {}
        Ok(true) => sum_up(cli, &tally, &unread, &mended, console.stderr),
    }
    unread.extend(mended.failures);
    status(&tally, &unread, cli.strict)
}

type Stdin = Box<dyn Read + Send>;
type Stdout = Box<dyn Write + Send>;

/// Lets standard input through a filter that mends it, if it is to be mended. Then, that takes standard output.
fn divert(stdin: Stdin, stdout: Stdout, mending: Option<Mending>) -> (Stdin, Option<Stdout>, Option<Filter>) {
    let Some(mending) = mending else { return (stdin, Some(stdout), None) };
    let filter = Filter::new(stdin, stdout, mending);
    (Box::new(filter.clone()), None, Some(filter))
}

/// Lets the rest through the filter, and counts what was mended. False: nobody wants it.
fn finish(filter: Option<Filter>, mended: &mut Mended) -> Result<bool, Failure> {
    let Some(filter) = filter else { return Ok(true) };
    match filter.finish() {
        Ok(totals) => mended.totals = mended.totals.saturating_add(totals),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(false),
        Err(error) => return Err(unwritable(&error)),
    }
    Ok(true)
}
