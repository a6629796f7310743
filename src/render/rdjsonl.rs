//! Reviewdog's diagnostic format, one line for each finding:
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use serde::Serialize;

use super::place;
use super::renderer::{End, Style, to_json};
use super::report::Report;
use crate::json::Span;
use crate::rules::{Finding, Severity};
use crate::text::escape;

#[derive(Serialize)]
struct Diagnostic<'d> {
    message: String,
    location: Location,
    severity: &'static str,
    source: Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'d>>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

/// Its end is the position behind it.
#[derive(Clone, Copy, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Clone, Copy, Serialize)]
struct Position {
    line: u64,
    /// In bytes.
    column: u64,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion<'d> {
    range: Range,
    text: &'d str,
}

const SOURCE: Source = Source { name: env!("CARGO_PKG_NAME") };

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let range = range(report, finding.span);
    // A suggestion is taken with one click, and has no room for a doubt.
    let fix = finding.fix.iter().filter(|fix| fix.applicability.is_safe());
    let suggestions = fix.flat_map(|fix| &fix.edits);
    let suggestions =
        suggestions.map(|edit| Suggestion { range: self::range(report, edit.span), text: &edit.replacement });
    let diagnostic = Diagnostic {
        message: report.words.paragraph(finding),
        location: Location { path: place::path(report.name, &style.folder), range: Some(range) },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
        },
        source: SOURCE,
        code: Some(Code { value: finding.rule.code }),
        suggestions: suggestions.collect(),
    };
    push(&diagnostic, out);
}

/// Says what could not be read.
pub(super) fn finish(style: &Style, end: &End) -> String {
    let mut out = String::new();
    for failure in end.unread {
        let diagnostic = Diagnostic {
            message: format!("not read: {}", escape(&failure.reason)),
            location: Location { path: place::path(&failure.name, &style.folder), range: None },
            severity: "ERROR",
            source: SOURCE,
            code: None,
            suggestions: Vec::new(),
        };
        push(&diagnostic, &mut out);
    }
    out
}

fn range(report: &Report, span: Span) -> Range {
    let [start, mut end] = [span.start, span.end].map(|offset| {
        let position = report.source.position(offset);
        Position { line: position.line, column: position.byte }
    });
    if report.source.is_lossy() && span.cut(&report.source.text) == "\u{fffd}" {
        // It stands for one byte.
        end.column = start.column.saturating_add(1);
    }
    Range { start, end }
}

fn push(diagnostic: &Diagnostic, out: &mut String) {
    out.push_str(to_json(diagnostic).get());
    out.push('\n');
}
