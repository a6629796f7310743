//! The main job: checks and fixes the inputs, reports, and sums up.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use crate::app::console::{Console, complain};
use crate::app::copies::Copies;
use crate::app::output::Outputs;
use crate::app::progress::Progress;
use crate::app::sink::Sink;
use crate::app::summary::Summary;
use crate::check::{self, Status, Wanted};
use crate::fix::Look;
use crate::input::{Collected, Failure, InputSource};
use crate::render::{End, Style};
use crate::rules::tally::Tally;
use crate::settings::Settings;
use crate::text::count;

/// Checks the inputs, fixes them if the settings say so, reports, and sums up.
///
/// # Errors
/// If the files of the reports cannot be opened.
pub(crate) fn lint(settings: &Settings, console: &mut Console) -> Result<Status, Failure> {
    let Collected { inputs, failures: mut unread, left_out } = settings.inputs();
    let fix = settings.check.fix;
    let only_shows = fix.is_some_and(|mode| mode.only_shows);
    let has_stdin = inputs.iter().any(|input| input.source == InputSource::Stdin);
    let style = style(settings, console);
    let (color, offers_help) = (console.summary_color, console.offers_help);
    let look = Look { escapes: console.shows_copies, color: console.color };
    let (reports, copies): (&mut dyn Write, &mut dyn Write) = if only_shows || (fix.is_some() && has_stdin) {
        (&mut *console.stderr, &mut console.stdout)
    } else {
        (&mut console.stdout, &mut io::sink())
    };
    let mut outputs =
        Outputs::open(settings, &style, Sink::stdout(reports), console.stdout_file.as_ref(), &inputs)?;
    let mut copies = Copies::new(fix, Sink::stdout(copies), look);
    let mut progress = Progress::new(&inputs, console.progress);
    let mut tally = Tally::default();
    let stdin = mem::replace(&mut console.stdin, Box::new(io::empty()));
    // Whether the outputs for the reports are open and the copies are wanted, or why these cannot be written.
    let (mut reported, mut written) = (Ok(true), Ok(Wanted::Everything));
    check::run(Arc::clone(&settings.check), inputs, stdin, outputs.renderers(), |mut checked| {
        tally.merge(&checked.tally);
        unread.extend(checked.failure.clone());
        progress.advance(checked.bytes, &tally);
        let is_copied = !checked.pieces.is_empty();
        written = progress.pause_if(is_copied, || copies.write(&checked));
        if reported == Ok(true) {
            let has_text = checked.entries.iter().any(|entries| !entries.text.is_empty());
            let entries = mem::take(&mut checked.entries);
            reported = progress.pause_if(has_text, || outputs.write(entries));
        }
        match &written {
            // Files are fixed even if the reports are no longer read.
            Ok(wanted) if fix.is_some() || reported == Ok(true) => *wanted,
            _ => Wanted::Nothing,
        }
    });
    progress.finish();
    let left_out = settings.left_out(&tally, &left_out);
    let end =
        End { tally: &tally, unread: &unread, left_out: &left_out, fixed: fix.map(|_| copies.fixes.all()) };
    let reported = reported.and_then(|is_wanted| Ok(is_wanted && outputs.finish(&end)?));
    // If the reader has closed the pipe, the summary is not wanted either.
    let is_wanted = reported == Ok(true) && written.as_ref().is_ok_and(|wanted| *wanted != Wanted::Nothing);
    let mut failures: Vec<Failure> = copies.failures.iter().chain(&unread).cloned().collect();
    failures.extend(written.err().into_iter().chain(reported.err()).chain(nothing_checked(settings, &tally)));
    complain(&failures, console.stderr);
    if is_wanted {
        Summary { settings, end, copies: &copies, color, offers_help }.print(console.stderr);
    }
    Ok(if failures.is_empty() { verdict(settings, &tally, copies.fixes.all()) } else { Status::Trouble })
}

/// The failure of a run that has left out all of its files: a step that checks nothing must not pass.
fn nothing_checked(settings: &Settings, tally: &Tally) -> Option<Failure> {
    if tally.requests > 0 || tally.without_request == 0 {
        return None;
    }
    let folder = settings.paths.iter().find(|path| path.is_dir())?;
    let reason = format!("no payment-session request in {}", count(tally.without_request, "file"));
    Some(Failure::new(folder, &reason))
}

/// The exit status of a run without failures, which has made this number of fixes, or would.
fn verdict(settings: &Settings, tally: &Tally, fixes: u64) -> Status {
    let is_wrong = if settings.check.fix.is_some_and(|mode| mode.only_shows) {
        fixes > 0
    } else {
        tally.errors > 0 || (settings.strict && tally.warnings > 0)
    };
    if is_wrong { Status::Errors } else { Status::Clean }
}

fn style(settings: &Settings, console: &Console) -> Style {
    Style {
        color: console.color,
        width: console.width,
        // Under `strict`, warnings fail the run.
        errors_only: settings.quiet && !settings.strict,
        folder: Arc::from(&*console.folder),
    }
}
