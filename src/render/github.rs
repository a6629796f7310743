//! Annotations of a GitHub workflow, one line for each finding:
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::fmt::Write;

use super::place;
use super::renderer::{End, Style};
use super::report::{Report, with_title};
use crate::rules::Finding;
use crate::text::{count, escape};

/// Annotations of one level that GitHub shows of a step.
const SHOWN: u64 = 10;

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let [start, end] = report.source.range(finding.span);
    let mut properties = format!("{},line={}", file(report.name, style), start.line);
    // GitHub accepts columns only within one line.
    let _ = if start.line == end.line {
        write!(properties, ",col={},endColumn={}", start.column, end.column)
    } else {
        write!(properties, ",endLine={}", end.line)
    };
    let text = with_title(report.words.paragraph(finding), report.title);
    annotate(finding.severity.name(), &properties, finding.rule.code, &text, out);
}

/// What could not be read, what is left out, and a notice if GitHub does not show everything.
pub(super) fn finish(style: &Style, end: &End) -> String {
    let mut out = String::new();
    for failure in end.unread {
        annotate("error", &file(&failure.name, style), "not read", &escape(&failure.reason), &mut out);
    }
    for notice in end.notices(style) {
        let properties = notice.file.map(|name| file(name, style)).unwrap_or_default();
        annotate("notice", &properties, "left out", &notice.text, &mut out);
    }
    let errors = end.tally.errors + end.unread.len() as u64;
    let warnings = if style.errors_only { 0 } else { end.tally.warnings };
    if errors.max(warnings) > SHOWN {
        let (errors, warnings) = (count(errors, "error"), count(warnings, "warning"));
        let text = format!("{errors}, {warnings}: GitHub shows the first {SHOWN} of each, the log shows all");
        annotate("notice", "", "hpplint", &text, &mut out);
    }
    out
}

fn file(name: &str, style: &Style) -> String {
    format!("file={}", property(&escape(&place::path(name, &style.folder))))
}

fn annotate(level: &str, properties: &str, title: &str, text: &str, out: &mut String) {
    let separator = if properties.is_empty() { "" } else { "," };
    let (title, text) = (property(title), data(text));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "::{level} {properties}{separator}title={title}::{text}");
}

/// A value before the `::`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
