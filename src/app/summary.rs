//! What is said at the end of a run, and its exit status.

use std::io::Write;

use crate::app::Status;
use crate::app::console::complain;
use crate::fix::Mended;
use crate::input::failure::Failure;
use crate::rules::RULES;
use crate::rules::tally::Tally;
use crate::settings::Settings;
use crate::text::count;

/// Says what could not be read or mended, and what the run comes to.
pub(crate) fn sum_up(
    settings: &Settings,
    tally: &Tally,
    unread: &[Failure],
    mended: &Mended,
    stderr: &mut dyn Write,
) {
    complain(&mended.failures, stderr);
    complain(unread, stderr);
    if settings.statistics {
        let _ = stderr.write_all(statistics(tally).as_bytes());
    }
    if !settings.quiet {
        let mended = if settings.check.mending.is_some() { mended.to_string() } else { String::new() };
        let _ = writeln!(stderr, "{}{mended}", summary(tally, unread.len() as u64));
    }
}

/// How often each rule found something, a line each.
fn statistics(tally: &Tally) -> String {
    let found = tally.rules.iter().zip(RULES).filter(|(count, _)| **count > 0);
    found.fold(String::new(), |table, (count, rule)| format!("{table}{count:>10}  {}\n", rule.code))
}

fn summary(tally: &Tally, failures: u64) -> String {
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
        summary = format!("{summary}; {} could not be read", count(failures, "input"));
    }
    summary
}

/// What the run comes to (contract §7).
pub(crate) fn status(tally: &Tally, failures: &[Failure], strict: bool) -> Status {
    if !failures.is_empty() {
        Status::Trouble
    } else if tally.errors > 0 || (strict && tally.warnings > 0) {
        Status::Errors
    } else {
        Status::Clean
    }
}
