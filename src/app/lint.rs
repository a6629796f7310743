//! The main job: checks and fixes the inputs, reports, and sums up.

use std::io;
use std::mem;
use std::sync::Arc;

use crate::check::{self, Status};
use crate::input::{Failure, Input, InputSource};
use crate::render::{End, Style};
use crate::rules::tally::Tally;
use crate::settings::Settings;
use crate::app::console::{Console, complain};
use crate::app::copies::Copies;
use crate::app::output::Outputs;
use crate::app::progress::Progress;
use crate::app::summary::sum_up;

/// Checks the inputs, fixes them if the settings say so, reports, and sums up.
pub(crate) fn lint(settings: &Settings, mut console: Console) -> Status {
    let (inputs, mut unread) = settings.inputs();
    let fix = settings.check.fix;
    let mut outputs = match open(settings, &inputs, &mut console) {
        Ok(outputs) => outputs,
        Err(failure) => return console.refuse(&[failure]),
    };
    let mut copies = Copies::new(fix, console.stdout);
    let mut progress = Progress::new(&inputs, console.progress);
    let mut tally = Tally::default();
    // Whether the readers of the reports and of the copies want more, or why these cannot be written.
    let (mut reported, mut written) = (Ok(true), Ok(true));
    check::run(Arc::clone(&settings.check), inputs, console.stdin, outputs.renderers(), |mut checked| {
        tally.merge(&checked.tally);
        unread.extend(checked.failure.clone());
        progress.advance(checked.bytes, &tally);
        let is_copied = !checked.pieces.is_empty();
        written = progress.pause_if(is_copied, || copies.write(&checked));
        if reported == Ok(true) {
            let has_text = checked.entries.iter().any(|entries| !entries.text.is_empty());
            let entries = mem::take(&mut checked.entries);
            reported = progress.pause_if(has_text, || outputs.write(entries, console.stderr));
        }
        // Files are fixed even if nobody reads the reports.
        written == Ok(true) && (fix.is_some() || reported == Ok(true))
    });
    progress.finish();
    if reported == Ok(true) {
        reported = outputs.finish(&End { tally: &tally, unread: &unread }, console.stderr);
    }
    match written.and_then(|is_wanted| Ok(reported? && is_wanted)) {
        Err(failure) => {
            complain(&[failure], console.stderr);
            return Status::Trouble;
        }
        // The reader has closed the pipe.
        Ok(false) => {}
        Ok(true) => sum_up(settings, &tally, &unread, &copies, console.stderr),
    }
    let has_failures = !unread.is_empty() || !copies.failures.is_empty();
    let is_wrong = tally.errors > 0 || (settings.strict && tally.warnings > 0);
    Status::of(has_failures, if fix.is_some_and(|mode| mode.only_shows) { copies.totals > 0 } else { is_wrong })
}

/// Opens the outputs of the reports. Standard output is one of them, unless fixed inputs or a diff go there.
fn open(settings: &Settings, inputs: &[Input], console: &mut Console) -> Result<Outputs, Failure> {
    let fix = settings.check.fix;
    if fix.is_some_and(|mode| mode.only_shows) {
        return Ok(Outputs::default());
    }
    let style = Style {
        color: console.color,
        width: console.width,
        errors_only: settings.quiet,
        folder: Arc::from(console.folder.as_path()),
    };
    let is_copied = fix.is_some() && inputs.iter().any(|input| input.source == InputSource::Stdin);
    let stdout = (!is_copied).then(|| mem::replace(&mut console.stdout, Box::new(io::sink())));
    Outputs::open(settings.format, &style, stdout, &settings.report_files, inputs)
}
