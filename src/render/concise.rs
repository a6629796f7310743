//! `path:line:col: error[CODE] message`, one line for each finding (contract §9).

use std::fmt::Write;

use super::renderer::Style;
use super::report::{Report, with_title};
use crate::rules::Finding;
use crate::text::{Tone, escape, paint};

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let at = report.source.position(finding.span.start);
    let place = format!("{}:{}:{}", escape(report.name), at.line, at.column);
    let place = paint(place, Tone::Strong, style.color);
    let severity = finding.severity;
    let level = format!("{}[{}]", severity.name(), finding.rule.code);
    let level = paint(level, severity.tone(), style.color);
    let message = with_title(escape(&report.words.message(finding)).into_owned(), report.title);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{place}: {level} {message}");
}
