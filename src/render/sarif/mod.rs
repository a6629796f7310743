//! A log for code scanning, one document: SARIF 2.1.0,
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

mod log;

use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::fingerprint::Fingerprints;
use super::left_out::Notice;
use super::place;
use super::renderer::{End, Entries, Render, Style, to_json};
use super::report::{Report, with_title};
use crate::input::Failure;
use crate::json::Span;
use crate::request::{Path, trace_id};
use crate::rules::{Applicability, Finding, Fix, Operand, RULES, Rule};
use crate::text::{escape, escape_lines};
use log::{
    ArtifactChange, ArtifactLocation, Configuration, Content, Driver, Help, Invocation, Location,
    LogicalLocation, Message, Notification, PhysicalLocation, Region, ReportingDescriptor, ResultProperties,
    RuleProperties, Run, SarifLog, SarifReplacement, Tool,
};

/// Operands of a finding that are located; the message says how many more there are.
const MAX_OPERANDS: usize = 50;

/// The characters that are escaped in the path of a URI: all but the unreserved ones (RFC 3986 §2.3) and the slash.
const IN_URI: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The format `sarif`.
pub(super) struct Sarif(pub(super) Style);

impl Render for Sarif {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let path = place::path(report.name, &self.0.folder);
        let file = ArtifactLocation { uri: uri(&path) };
        let fingerprints = Fingerprints::new(report, &path);
        // It depends on all of the request, which may have many findings.
        let trace_id = trace_id(report.bytes);
        let result = |finding| result(report, finding, &file, &fingerprints, trace_id);
        let results = self.0.shown(report).map(result);
        entries.results.extend(results);
    }

    fn finish(&self, entries: Entries, end: &End) -> io::Result<String> {
        Ok(serde_json::to_string_pretty(&log(entries.results, &self.0, end))? + "\n")
    }
}

/// A finding, on one line.
fn result(
    report: &Report,
    finding: &Finding,
    file: &ArtifactLocation,
    fingerprints: &Fingerprints,
    trace_id: Uuid,
) -> Box<RawValue> {
    let operands = finding.operands.get(..MAX_OPERANDS).unwrap_or(&finding.operands);
    let related = (1..).zip(operands).map(|(id, operand)| Location {
        id: Some(id),
        message: Some(Message { text: report.words.role(operand.role) }),
        ..locate(report, file, operand.span, operand.path.as_ref())
    });
    let root = report.root_of(finding).map(|root| Location {
        id: Some(operands.len() + 1),
        message: Some(Message { text: root.rule.code.to_owned() }),
        ..locate(report, file, root.span, root.path.as_ref())
    });
    to_json(&log::SarifResult {
        rule_id: finding.rule.code,
        rule_index: finding.rule.index(),
        level: finding.severity.name(),
        message: message(report, finding, operands),
        locations: [locate(report, file, finding.span, finding.path.as_ref())],
        related_locations: related.chain(root).collect(),
        fixes: report.fix_of(finding).into_iter().map(|fix| change(report, file, fix)).collect(),
        partial_fingerprints: log::Fingerprints { v1: fingerprints.of(finding) },
        properties: ResultProperties { request: report.number, trace_id: trace_id.to_string() },
    })
}

/// The document: the rules, the findings, what could not be read, and what is left out.
fn log(results: Vec<Box<RawValue>>, style: &Style, end: &End) -> SarifLog {
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: RULES.iter().copied().map(describe).collect(),
    };
    let invocation = Invocation {
        execution_successful: end.unread.is_empty(),
        tool_execution_notifications: end.unread.iter().map(|failure| unread(failure, style)).collect(),
        tool_configuration_notifications: end
            .notices(style)
            .map(|notice| notify_left_out(&notice, style))
            .collect(),
    };
    SarifLog {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            invocations: [invocation],
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

fn describe(rule: &'static Rule) -> ReportingDescriptor {
    let help = rule.docs.without_example();
    let checks = help.split_once("\n\n").and_then(|(_, rest)| rest.split("\n\n## ").next());
    let level = rule.severity.name();
    ReportingDescriptor {
        id: rule.code,
        name: pascal_case(rule.code),
        short_description: Message { text: terminate(rule.summary) },
        full_description: Message { text: checks.unwrap_or_default().to_owned() },
        help: Help { text: help, markdown: help },
        default_configuration: Configuration { level },
        properties: RuleProperties {
            tags: [if rule.is_documented() { "documented" } else { "lint" }],
            severity: level,
        },
    }
}

fn pascal_case(code: &str) -> String {
    let words = code.split('_').map(|word| {
        let (initial, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        initial.to_owned() + &rest.to_ascii_lowercase()
    });
    words.collect()
}

fn unread(failure: &Failure, style: &Style) -> Notification {
    notify("error", &format!("Not read: {}", escape(&failure.reason)), Some(&failure.name), style)
}

fn notify_left_out(notice: &Notice, style: &Style) -> Notification {
    notify(if notice.hides_errors { "warning" } else { "note" }, &notice.text, notice.file, style)
}

fn notify(level: &'static str, text: &str, file: Option<&str>, style: &Style) -> Notification {
    let locate = |file| {
        let artifact_location = ArtifactLocation { uri: uri(&place::path(file, &style.folder)) };
        let physical_location = PhysicalLocation { artifact_location, region: None };
        [Location { physical_location, ..Location::default() }]
    };
    Notification { level, message: Message { text: terminate(text) }, locations: file.map(locate) }
}

/// What is wrong, how to fix it, and links to the operands and to the root of the cause, a paragraph each. Where GitHub has
/// no space for more, it shows the first sentence.
fn message(report: &Report, finding: &Finding, operands: &[Operand]) -> Message {
    let words = report.words;
    let help = words.help(finding).map(|help| format!("Help: {}", escape_lines(&help)));
    let texts = [Some(with_title(words.sentence(finding), report.title)), help].into_iter().flatten();
    // In SARIF, a text in square brackets before one in round brackets is a link.
    let mut paragraphs: Vec<String> = texts.map(|text| terminate(&text).replace("](", "] (")).collect();
    let links = (1_u64..).zip(operands).map(|(id, operand)| format!("[{}]({id})", words.role(operand.role)));
    let links = links.collect::<Vec<_>>().join(", ");
    match finding.operands.len().saturating_sub(operands.len()) {
        0 if links.is_empty() => {}
        0 => paragraphs.push(format!("See {links}.")),
        more => paragraphs.push(format!("See {links} and {more} more.")),
    }
    if let Some(root) = report.root_of(finding) {
        paragraphs.push(format!("Same cause as [{}]({}).", root.rule.code, operands.len() + 1));
    }
    Message { text: paragraphs.join("\n\n") }
}

/// With a full stop, unless it ends like a sentence already.
fn terminate(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{text}{stop}")
}

fn locate(report: &Report, file: &ArtifactLocation, span: Span, path: Option<&Path>) -> Location {
    let region = Some(region(report, span));
    Location {
        physical_location: PhysicalLocation { artifact_location: file.clone(), region },
        logical_locations: path.and_then(name).map(|name| [name]),
        ..Location::default()
    }
}

fn region(report: &Report, span: Span) -> Region {
    let [start, end] = report.source.range(span);
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The field's name and its JSON pointer; none for the request itself.
fn name(path: &Path) -> Option<LogicalLocation> {
    let pointer = path.pointer();
    let (_, last) = pointer.rsplit_once('/')?;
    let is_element = path.field.is_none() && last.starts_with(|first: char| first.is_ascii_digit());
    Some(LogicalLocation {
        name: escape(path.field.unwrap_or(last)).into_owned(),
        kind: if is_element { "value" } else { "property" },
        fully_qualified_name: escape(&pointer).into_owned(),
    })
}

fn change<'f>(report: &Report, file: &ArtifactLocation, fix: &'f Fix) -> log::SarifFix<'f> {
    let doubt = match &fix.applicability {
        Applicability::Safe => "this is safe".to_owned(),
        Applicability::Unsafe(doubt) => {
            format!("this is not safe, because {}", escape(&report.words.doubt(doubt)))
        }
    };
    let texts: Vec<&str> = fix.edits.iter().map(|edit| &*edit.replacement).collect();
    let replacements = fix.edits.iter().map(|edit| SarifReplacement {
        deleted_region: region(report, edit.span),
        inserted_content: Content { text: &edit.replacement },
    });
    log::SarifFix {
        description: Message { text: terminate(&format!("Write {} here; {doubt}", texts.join(", "))) },
        artifact_changes: [ArtifactChange {
            artifact_location: file.clone(),
            replacements: replacements.collect(),
        }],
    }
}

/// A path as a reference (RFC 3986 §4.1): to a file on this machine if it is absolute, else relative.
pub fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(path, IN_URI))
}
