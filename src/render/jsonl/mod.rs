//! Findings as data, one line of JSON for each (contract §11).

mod finding;
mod schema;
mod summary;
mod version;

use std::fmt::Write;
use std::io;

use serde::Serialize;

pub use schema::schema;

use super::left_out::{LeftOut, Reason};
use super::renderer::{End, Entries, Render, Style, to_json};
use super::report::Report;
use super::words::Words;
use crate::input::{Failure, Unchecked};
use crate::json::{self, Span};
use crate::request::{Exact, Path};
use crate::rules::{self, Applicability, Claim, Diagnosis, Finding, Operand, Role};
use crate::text::{Position, redact};
use finding::{FindingKind, Sign};
use summary::{By, NotChecked, SummaryKind, UnreadableKind};
use version::Version;

/// The most characters of an order ID that a finding has: one request may have thousands of findings.
const MAX_ORDER_ID: usize = 256;

/// The format `jsonl`.
pub(super) struct Jsonl(pub(super) Style);

impl Render for Jsonl {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let order_id = report.order_id.map(|id| order_id(id, report.words));
        for finding in self.0.shown(report) {
            write(&record(report, finding, order_id.as_deref()), &mut entries.text);
        }
    }

    /// What could not be read, and the summary.
    fn finish(&self, _: Entries, end: &End) -> io::Result<String> {
        let mut out = String::new();
        for Failure { name, reason } in end.unread {
            let (version, kind) = (Version, UnreadableKind::Unreadable);
            write(&summary::Unreadable { version, kind, input: name, reason }, &mut out);
        }
        write(&summary(end), &mut out);
        Ok(out)
    }
}

/// Appends a line.
fn write(line: &impl Serialize, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", to_json(line));
}

fn record<'r>(report: &'r Report, finding: &'r Finding, order_id: Option<&'r str>) -> finding::Finding<'r> {
    finding::Finding {
        version: Version,
        kind: FindingKind::Finding,
        input: report.name,
        request: report.number,
        order_id,
        name: report.title,
        code: finding.rule.code,
        severity: finding.severity.name(),
        message: report.words.message(finding),
        pointer: finding.path.map(|path| path.pointer()),
        span: span(report, finding.span),
        sum: sum(report, finding),
        cause: cause(report, finding),
        fix: report.fix_of(finding).map(|it| fix(report, it)),
        more: (finding.more > 0).then_some(finding.more),
    }
}

fn summary<'e>(end: &End<'e>) -> summary::Summary<'e> {
    summary::Summary {
        version: Version,
        kind: SummaryKind::Summary,
        requests: end.tally.requests,
        with_errors: end.tally.with_errors,
        errors: end.tally.errors,
        warnings: end.tally.warnings,
        allowed: end.tally.allowed.total(),
        expected: end.tally.expected,
        unreadable: end.unread.len() as u64,
        fixed: end.fixed,
        not_checked: not_checked(end.tally.unchecked),
        left_out: end.left_out.iter().map(left_out).collect(),
    }
}

fn not_checked(Unchecked { halves, texts, files, .. }: Unchecked) -> Option<NotChecked> {
    (halves + texts + files > 0).then_some(NotChecked { objects: halves, texts, files })
}

/// The value of an order ID, which is given as it is written.
fn order_id(id: &str, words: Words) -> String {
    if words.redacts {
        return json::unquote(redact::STRING).to_owned();
    }
    let decoded = json::decode(id);
    let value = String::from_utf8_lossy(&decoded);
    match value.char_indices().nth(MAX_ORDER_ID) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.into_owned(),
    }
}

fn span(report: &Report, span: Span) -> finding::Span {
    let [start, end] = report
        .source
        .range(span)
        .map(|Position { line, column, offset, .. }| finding::Position { line, column, byte: offset });
    finding::Span { start, end }
}

fn sum(report: &Report, finding: &Finding) -> Option<finding::Sum> {
    let Claim::TotalDiffers { declared, sum, difference, .. } = &finding.claim else { return None };
    let operands = finding.operands.iter().filter_map(|it| operand(report, it));
    Some(finding::Sum {
        declared: Exact::like(declared, sum),
        expected: sum.into(),
        difference: difference.as_ref().map(Into::into),
        currency: report.currency,
        operands: operands.collect(),
    })
}

/// An operand, if it is one of a sum.
fn operand(report: &Report, operand: &Operand) -> Option<finding::Operand> {
    let (sign, value) = match &operand.role {
        Role::Plus(value) => (Sign::Plus, value),
        Role::Minus(value) => (Sign::Minus, value),
        Role::UnitPrice | Role::Quantity | Role::FirstKey | Role::Meant(_) => return None,
    };
    let (pointer, span) = (operand.path?.pointer(), span(report, operand.span));
    Some(finding::Operand { sign, value: value.into(), pointer, span })
}

/// The cause of a finding, which another finding of the request may describe.
fn cause(report: &Report, finding: &Finding) -> Option<finding::Cause> {
    let total = finding.cause_at()?;
    let diagnosis = match finding.diagnosis.as_ref()? {
        Diagnosis::SameAs(_) => report.described_at(total)?.diagnosis.as_ref()?,
        diagnosis => diagnosis,
    };
    let cause = diagnosis.likely()?;
    let alternative = cause.alternative.as_ref();
    Some(finding::Cause {
        what: kind(&cause.first, report.words),
        id: total.path().pointer(),
        alternative: alternative.map(|cause| kind(cause, report.words)),
    })
}

fn kind(cause: &rules::Cause, words: Words) -> finding::CauseKind {
    finding::CauseKind {
        kind: cause.kind.name(),
        certain: cause.kind.is_certain(),
        text: words.cause(cause),
        numbers: cause.numbers(),
        way: cause.kind.way(),
        elements: cause.kind.elements().iter().map(Path::pointer).collect(),
        root: cause.kind.root().map(|path| path.pointer()),
    }
}

fn fix<'f>(report: &Report, fix: &'f rules::Fix) -> finding::Fix<'f> {
    let edits = fix.edits.iter();
    let edits =
        edits.map(|edit| finding::Edit { span: span(report, edit.span), replacement: &edit.replacement });
    let (applicability, reason) = match &fix.applicability {
        Applicability::Safe => (finding::Applicability::Safe, None),
        Applicability::Unsafe(doubt) => (finding::Applicability::Unsafe, Some(report.words.doubt(doubt))),
    };
    finding::Fix { applicability, reason, edits: edits.collect() }
}

fn left_out(left_out: &LeftOut) -> summary::LeftOut<'_> {
    let (by, rule) = match left_out.by {
        Reason::Allow(rule) => (By::Allow, Some(rule)),
        Reason::Warn(rule) => (By::Warn, Some(rule)),
        Reason::Exclude => (By::Exclude, None),
        Reason::Gitignore => (By::Gitignore, None),
        Reason::Special => (By::Special, None),
        Reason::NoRequest => (By::NoRequest, None),
        Reason::OrderIdsOff => (By::OrderIdsOff, None),
    };
    let is_counted = left_out.by != Reason::OrderIdsOff;
    summary::LeftOut {
        by,
        code: rule.map(|rule| rule.code),
        file: left_out.file.as_deref(),
        count: is_counted.then_some(left_out.count),
    }
}
