//! The closing lines of a run.

use std::io::Write;

use crate::app::copies::Copies;
use crate::fix::FixMode;
use crate::input::Unchecked;
use crate::render::left_out::notices;
use crate::render::{End, Format, Notice, statistics};
use crate::rules::tally::{Fixable, Tally};
use crate::settings::Settings;
use crate::text::{Position, Tone, count, escape, paint};

/// Parts of the inputs that are not JSON, from which on they may be a log or other text.
const MANY_INVALID: u64 = 10;

/// What the closing lines are about, and how they are shown.
pub(crate) struct Summary<'s> {
    pub(crate) settings: &'s Settings,
    pub(crate) end: End<'s>,
    pub(crate) copies: &'s Copies<'s>,
    /// Whether it is coloured.
    pub(crate) color: bool,
    /// Whether it names a command that says more.
    pub(crate) offers_help: bool,
}

impl Summary<'_> {
    /// Prints what is left out, what the run found and changed, and what can be done.
    pub(crate) fn print(&self, stderr: &mut dyn Write) {
        let notices: Vec<Notice> = notices(self.end.left_out).collect();
        for notice in notices.iter().filter(|notice| notice.hides_errors) {
            let warning = self.paint("warning:", Tone::Warning);
            let _ = writeln!(stderr, "hpplint: {warning} {}", notice.text);
        }
        let Settings { quiet, strict, format, statistics: has_statistics, .. } = *self.settings;
        let tally = self.end.tally;
        // Otherwise, they are the report.
        if has_statistics && !format.is_for_people() {
            let levels = &self.settings.check.levels;
            let table = statistics(tally, levels, quiet && !strict, self.color);
            let _ = stderr.write_all(table.as_bytes());
        }
        // The envelope has no warnings, so nothing else would say why they fail the run.
        let only_warnings = strict && tally.errors == 0 && tally.warnings > 0;
        if quiet && !(only_warnings && format == Format::Envelope) {
            return;
        }
        let fix = self.settings.check.fix;
        let found = (!fix.is_some_and(|mode| mode.only_shows)).then(|| self.found());
        let fixes = fix.map_or_else(|| self.fixable(), |mode| Some(self.fixed(mode)));
        let left_out = notices.into_iter().filter(|notice| !notice.hides_errors).map(|notice| notice.text);
        let help = self.help().filter(|_| found.is_some());
        let unchecked = unchecked(self.end.tally);
        let search = self.search().filter(|_| found.is_some());
        for line in found.into_iter().chain(left_out).chain(unchecked).chain(search).chain(fixes).chain(help)
        {
            let _ = writeln!(stderr, "{line}");
        }
    }

    fn paint(&self, text: &str, tone: Tone) -> String {
        paint(text, tone, self.color)
    }

    /// What the run found.
    fn found(&self) -> String {
        let Tally { requests, with_errors, errors, warnings, .. } = *self.end.tally;
        let numbers = [(errors, "error", Tone::Error), (warnings, "warning", Tone::Warning)];
        let is_clean = requests > 0 && errors + warnings == 0;
        let numbers = numbers.map(|(number, noun, tone)| match number {
            0 if is_clean => self.paint(&count(number, noun), Tone::Success),
            0 => count(number, noun),
            _ => self.paint(&count(number, noun), tone),
        });
        let numbers = numbers.join(", ");
        let mut line =
            format!("{} checked, {with_errors} with errors: {numbers}", count(requests, "request"));
        let Tally { allowed, expected, .. } = self.end.tally;
        for (number, what) in [(allowed.total(), "allowed"), (*expected, "expected")] {
            if number > 0 {
                line = format!("{line}; {number} {what}");
            }
        }
        match self.end.unread.len() as u64 {
            0 => line,
            unread => format!(
                "{line}; {}",
                self.paint(&format!("{} could not be read", count(unread, "input")), Tone::Error)
            ),
        }
    }

    /// What fixes could do; `None` if that is nothing.
    fn fixable(&self) -> Option<String> {
        let Fixable { totals, safe, in_doubt, quoted } = self.end.tally.fixable;
        let [fix, doubtful, both] = ["--fix", "--unsafe-fixes", "--fix --unsafe-fixes"]
            .map(|options| self.paint(options, Tone::Strong));
        let set = |number| part(number, totals, "total");
        match (safe, in_doubt + quoted) {
            (0, 0) => None,
            (0, _) => Some(format!("{} can be fixed with {both}", list(in_doubt, &set(in_doubt), quoted))),
            (_, 0) => Some(format!("{} can be fixed with {fix}", set(safe))),
            _ => {
                let more = list(in_doubt, &format!("{in_doubt} more"), quoted);
                Some(format!("{} can be fixed with {fix}, {more} with {doubtful}", set(safe)))
            }
        }
    }

    /// What fixes have done, or would do, and what more they could do.
    fn fixed(&self, mode: FixMode) -> String {
        let (left, copies) = (self.end.tally.fixable, self.copies);
        let (are_fixed, can_be_fixed) =
            if mode.only_shows { ("would be fixed", "") } else { ("fixed", "can be fixed ") };
        let totals = copies.intended.totals + left.totals;
        let mut fixed = vec![part(copies.fixes.totals, totals, "total")];
        if copies.intended.quoted > 0 {
            fixed.push(part(copies.fixes.quoted, copies.intended.quoted, "quoted number"));
            fixed.drain(..usize::from(totals == 0));
        }
        let mut line = format!("{} {are_fixed}", fixed.join(" and "));
        if left.in_doubt + left.quoted > 0 && !mode.applies_unsafe {
            let others = if copies.fixes.totals > 0 { " more" } else { "" };
            let others = list(left.in_doubt, &format!("{}{others}", left.in_doubt), left.quoted);
            let option = self.paint("--unsafe-fixes", Tone::Strong);
            line = format!("{line}, {others} {can_be_fixed}with {option}");
        }
        match copies.failures.len() as u64 {
            0 => line,
            failed => format!(
                "{line}; {}",
                self.paint(&format!("{} could not be fixed", count(failed, "input")), Tone::Error)
            ),
        }
    }

    /// The option for a log or other text; `None` if not so many parts of the inputs are no JSON.
    fn search(&self) -> Option<String> {
        let (_, count) = self.end.tally.rules.iter().find(|(rule, _)| rule.code == "LINT_INVALID_JSON")?;
        let is_text = *count >= MANY_INVALID && !self.settings.check.searches;
        let option = self.paint("--find", Tone::Strong);
        is_text.then(|| format!("to look for requests in a log or other text: {option}"))
    }

    /// The command that explains the rule with the most errors, or else the most warnings.
    fn help(&self) -> Option<String> {
        let found = self.end.tally.rules.iter().filter(|(_, count)| self.offers_help && **count > 0);
        let level = |rule| self.settings.check.levels.get(rule);
        // Of several that are equal, the last is the maximum; the first is wanted.
        let found: Vec<_> = found.collect();
        let (rule, _) = found.into_iter().rev().max_by_key(|(rule, count)| (*level(rule), **count))?;
        let command = self.paint(&format!("hpplint --explain {}", rule.code), Tone::Strong);
        Some(format!("to learn more: {command}"))
    }
}

/// What a search has found besides requests; `None` if that is nothing.
fn unchecked(tally: &Tally) -> Option<String> {
    let Unchecked { halves, texts, files, first } = tally.unchecked;
    let Position { line, column, .. } = first?;
    let halves = (halves > 0)
        .then(|| count(halves, "object") + " with only one of `amount` and `basket`, or in another spelling");
    let texts = (texts > 0).then(|| count(texts, "place") + " with `basket` in a text that is not JSON");
    let files = (files > 0).then(|| count(files, "file") + " with the body of a request");
    let what = halves.into_iter().chain(texts).chain(files).collect::<Vec<_>>().join(", ");
    let name = escape(tally.unchecked_in.as_deref().unwrap_or_default());
    Some(format!("not checked: {what}; the first is at {name}:{line}:{column}"))
}

/// A part of all: "1 of 3 totals", or "3 totals" if it is all.
fn part(part: u64, all: u64, noun: &str) -> String {
    let all_of_them = count(all, noun);
    if part == all { all_of_them } else { format!("{part} of {all_of_them}") }
}

/// Some totals and quoted numbers, if there are any: "2 totals and 1 quoted number".
fn list(totals: u64, in_words: &str, quoted: u64) -> String {
    let numbers = count(quoted, "quoted number");
    match (totals, quoted) {
        (0, _) => numbers,
        (_, 0) => in_words.to_owned(),
        _ => format!("{in_words} and {numbers}"),
    }
}
