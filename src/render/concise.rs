//! `path:line:col: error[CODE] message`, one line for each finding (contract §9).

use std::fmt::Write;

use colored::Colorize;

use super::renderer::Style;
use super::report::Report;
use crate::rules::{Finding, Severity};
use crate::text::escape;

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let at = report.source.position(finding.span.start);
    let place = format!("{}:{}:{}", escape(report.name), at.line, at.column);
    let level = format!("{}[{}]", finding.severity.name(), finding.rule.code);
    let message = report.words.message(finding);
    // Writing to a string cannot fail.
    let _ = if style.color {
        let level = match finding.severity {
            Severity::Error => level.red().bold(),
            Severity::Warning => level.yellow().bold(),
        };
        writeln!(out, "{}: {level} {}", place.bold(), escape(&message))
    } else {
        writeln!(out, "{place}: {level} {}", escape(&message))
    };
}
