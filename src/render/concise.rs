//! `path:line:col: error[CODE] message`, one line for each finding (contract §9).

use std::fmt::Write;

use super::renderer::Style;
use super::report::{Report, with_title};
use crate::rules::Finding;
use crate::text::{Tone, escape, paint};

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let at = report.source.position(finding.span.start);
    let (name, severity) = (escape(report.name), finding.severity);
    let place = format_args!("{name}:{}:{}", at.line, at.column);
    let level = format_args!("{}[{}]", severity.name(), finding.rule.code);
    let message = report.words.message(finding);
    let message = match report.title {
        None => escape(&message),
        title => with_title(escape(&message).into_owned(), title).into(),
    };
    // Writing to a string cannot fail.
    let _ = if style.color {
        let [place, level] =
            [(place, Tone::Strong), (level, severity.tone())].map(|(text, tone)| paint(text, tone, true));
        writeln!(out, "{place}: {level} {message}")
    } else {
        writeln!(out, "{place}: {level} {message}")
    };
}
