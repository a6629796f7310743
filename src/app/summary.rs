//! The closing lines of a run.

use std::io::Write;

use crate::app::copies::Copies;
use crate::render::left_out::notices;
use crate::render::{End, Format, Notice};
use crate::rules::tally::Tally;
use crate::settings::Settings;
use crate::text::count;

/// Prints what is left out, and what the run found and changed.
pub(crate) fn sum_up(
    settings: &Settings,
    End { tally, unread, left_out }: &End,
    copies: &Copies,
    stderr: &mut dyn Write,
) {
    let notices: Vec<Notice> = notices(left_out).collect();
    for notice in notices.iter().filter(|notice| notice.hides_errors) {
        let _ = writeln!(stderr, "hpplint: warning: {}", notice.text);
    }
    if settings.statistics {
        let _ = stderr.write_all(statistics(tally).as_bytes());
    }
    // The envelope has no warnings, so nothing else would say why they fail the run.
    let only_warnings = settings.strict && tally.errors == 0 && tally.warnings > 0;
    if !settings.quiet || (only_warnings && settings.format == Format::Envelope) {
        let mut summary = summary(tally, unread.len() as u64);
        let totals = count(copies.totals, "total");
        if settings.check.fix.is_some_and(|mode| mode.only_shows) {
            summary = format!("{totals} would be fixed");
        } else if settings.check.fix.is_some() {
            summary = format!("{summary}; {totals} fixed");
            if !copies.failures.is_empty() {
                let inputs = count(copies.failures.len() as u64, "input");
                summary = format!("{summary}; {inputs} could not be fixed");
            }
        }
        let _ = writeln!(stderr, "{summary}");
        for notice in notices.iter().filter(|notice| !notice.hides_errors) {
            let _ = writeln!(stderr, "{}", notice.text);
        }
    }
}

/// How often each rule found something, a line each.
fn statistics(tally: &Tally) -> String {
    let found = tally.rules.iter().filter(|(_, count)| **count > 0);
    found.fold(String::new(), |table, (rule, count)| format!("{table}{count:>10}  {}\n", rule.code))
}

fn summary(tally: &Tally, failures: u64) -> String {
    let mut summary = format!(
        "{} checked, {} with errors: {}, {}",
        count(tally.requests, "request"),
        tally.with_errors,
        count(tally.errors, "error"),
        count(tally.warnings, "warning"),
    );
    for (number, what) in [(tally.allowed.total(), "allowed"), (tally.expected, "expected")] {
        if number > 0 {
            summary = format!("{summary}; {number} {what}");
        }
    }
    if failures > 0 {
        summary = format!("{summary}; {} could not be read", count(failures, "input"));
    }
    summary
}
