//! Reviewdog's diagnostic format, one line for each finding:
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use std::fmt::Write;

use serde_json::{Value, json};

use super::place;
use super::renderer::{End, Style, to_json};
use super::report::{Report, with_title};
use crate::json::Span;
use crate::rules::{Edit, Finding};
use crate::text::escape;

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let mut diagnostic = json!({
        "message": with_title(report.words.paragraph(finding), report.title),
        "location": {
            "path": place::path(report.name, &style.folder),
            "range": range(report, finding.span),
        },
        "severity": finding.severity.name().to_uppercase(),
        "source": { "name": env!("CARGO_PKG_NAME") },
        "code": { "value": finding.rule.code },
    });
    // A suggestion is applied with one click, and has no place for a doubt.
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability.is_safe())
        && let Some(members) = diagnostic.as_object_mut()
    {
        let suggest = |edit: &Edit| json!({ "range": range(report, edit.span), "text": edit.replacement });
        members.insert("suggestions".to_owned(), fix.edits.iter().map(suggest).collect());
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", to_json(&diagnostic));
}

/// What could not be read, and what files leave out.
pub(super) fn finish(style: &Style, end: &End) -> String {
    let line = |name: &str, severity: &str, message: String| {
        let diagnostic = json!({
            "message": message,
            "location": { "path": place::path(name, &style.folder) },
            "severity": severity,
            "source": { "name": env!("CARGO_PKG_NAME") },
        });
        format!("{}\n", to_json(&diagnostic))
    };
    let unread = end
        .unread
        .iter()
        .map(|failure| line(&failure.name, "ERROR", format!("not read: {}", escape(&failure.reason))));
    let left_out = end
        .files_with_notices(style)
        .map(|(file, notice)| line(file, if notice.hides_errors { "WARNING" } else { "INFO" }, notice.text));
    unread.chain(left_out).collect()
}

/// Lines, and columns in bytes; the end is the position after the span.
fn range(report: &Report, span: Span) -> Value {
    let [start, end] = report.source.range(span).map(|at| json!({ "line": at.line, "column": at.byte }));
    json!({ "start": start, "end": end })
}
