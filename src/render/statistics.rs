//! `--statistics`: the findings of each rule, and the requests with each cause, counted (contract §9).

use std::cmp::Reverse;
use std::fmt::Write;
use std::io;

use super::renderer::{End, Entries, Render, Style};
use super::report::Report;
use crate::rules::Severity;
use crate::rules::levels::{Level, Levels};
use crate::rules::tally::Tally;
use crate::text::{Tone, paint};

/// The report that has only this table.
pub(crate) struct Statistics {
    pub(crate) style: Style,
    pub(crate) levels: Levels,
}

impl Render for Statistics {
    fn render(&self, _: &Report, _: &mut Entries) {}

    fn finish(&self, _: Entries, end: &End) -> io::Result<String> {
        Ok(statistics(end.tally, &self.levels, self.style.errors_only, self.style.color))
    }
}

/// A table of the rules and one of the causes, the most frequent first; nothing if nothing was found.
pub(crate) fn statistics(tally: &Tally, levels: &Levels, errors_only: bool, is_colored: bool) -> String {
    let rules = tally.rules.iter().filter_map(|(rule, count)| {
        let severity = if *levels.get(rule) == Level::Deny { Severity::Error } else { Severity::Warning };
        let is_shown = *count > 0 && (!errors_only || severity == Severity::Error);
        let level = paint(format!("{:7}", severity.name()), severity.tone(), is_colored);
        is_shown.then(|| (*count, format!("{level}  {}", paint(rule.code, Tone::Strong, is_colored))))
    });
    let causes = tally.causes.iter().map(|(name, count)| (*count, name.word().to_owned()));
    let tables =
        [table("findings", "level    rule", rules.collect()), table("requests", "cause", causes.collect())];
    tables.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// A table of how many of `what` there were, with the head of the other columns; `None` if there were none.
fn table(what: &str, head: &str, mut rows: Vec<(u64, String)>) -> Option<String> {
    rows.sort_by_key(|(count, _)| Reverse(*count));
    let (most, _) = rows.first()?;
    let width = most.to_string().len().max(what.len());
    let mut table = format!("{what:>width$}  {head}\n");
    for (count, row) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{count:>width$}  {row}");
    }
    Some(table)
}
