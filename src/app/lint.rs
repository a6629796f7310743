//! The main job: what the command line names is checked, reported and summed up.

use std::io::{self, Read, Write};
use std::sync::Arc;

use crate::app::Status;
use crate::app::console::{Console, complain, unwritable};
use crate::app::output::Outputs;
use crate::app::progress::Progress;
use crate::app::summary::{status, sum_up};
use crate::check::run;
use crate::fix::{self, Filter, Mended, Mending};
use crate::input::InputSource;
use crate::input::failure::Failure;
use crate::render::{End, Style};
use crate::rules::tally::Tally;
use crate::settings::Settings;

/// Fixes the inputs if the settings say so, checks them, and sums up.
pub(crate) fn lint(settings: &Settings, console: Console) -> Status {
    let (inputs, mut unread) = settings.inputs();
    let style = Style {
        format: settings.format,
        color: console.color,
        width: console.width,
        errors_only: settings.quiet,
        folder: console.folder.into(),
    };
    let filtered = settings.check.mending.filter(|_| inputs.iter().any(|input| input.source == InputSource::Stdin));
    let (stdin, stdout, filter) = divert(console.stdin, console.stdout, filtered);
    let mut outputs = match Outputs::open(style, stdout, &settings.report_files, &inputs) {
        Ok(outputs) => outputs,
        Err(failure) => {
            complain(&[failure], console.stderr);
            return Status::Trouble;
        }
    };
    let mut progress = Progress::new(&inputs, console.progress);
    let mut mended = settings.check.mending.map(|mending| fix::files(&inputs, mending)).unwrap_or_default();
    let mut tally = Tally::default();
    // Whether anybody wants more reports, or why they cannot be written.
    let mut is_wanted = Ok(true);
    run::run(inputs, stdin, Arc::clone(&settings.check), outputs.formats(), |checked| {
        tally.merge(&checked.tally);
        unread.extend(checked.failure);
        progress.advance(checked.bytes, &tally);
        if checked.texts.iter().any(|text| !text.is_empty()) {
            is_wanted = progress.pause(|| outputs.write(&checked.texts, console.stderr));
        }
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
        Ok(true) => sum_up(settings, &tally, &unread, &mended, console.stderr),
    }
    unread.extend(mended.failures);
    status(&tally, &unread, settings.strict)
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
