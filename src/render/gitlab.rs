//! A code quality report for GitLab, one document: <https://docs.gitlab.com/ci/testing/code_quality>.

use std::collections::HashMap;
use std::io;

use serde_json::json;
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_128;

use super::fingerprint::Fingerprints;
use super::left_out::Notice;
use super::place;
use super::renderer::{End, Entries, Issue, Render, Style, to_json};
use super::report::{Report, with_title};
use crate::input::Failure;
use crate::rules::{Finding, Severity};
use crate::text::escape;

/// The format `gitlab`.
pub(super) struct Gitlab(pub(super) Style);

impl Render for Gitlab {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let path = place::path(report.name, &self.0.folder);
        let fingerprints = Fingerprints::new(report, &path);
        entries
            .issues
            .extend(self.0.shown(report).map(|finding| issue(report, finding, &path, &fingerprints)));
    }

    /// The issues, what could not be read, and what files leave out.
    fn finish(&self, entries: Entries, end: &End) -> io::Result<String> {
        let mut issues = entries.issues;
        issues.extend(end.unread.iter().map(|failure| unread(failure, &self.0)));
        issues.extend(end.files_with_notices(&self.0).map(|(file, notice)| left_out(file, notice, &self.0)));
        tell_apart(&mut issues);
        Ok(serde_json::to_string(&issues)? + "\n")
    }
}

fn issue(report: &Report, finding: &Finding, path: &str, fingerprints: &Fingerprints) -> Issue {
    let lines = [finding.span.start, finding.span.end].map(|offset| report.source.position(offset).line);
    Issue {
        description: with_title(report.words.paragraph(finding), report.title),
        check_name: finding.rule.code,
        fingerprint: fingerprints.of(finding),
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
        },
        location: locate(path, lines),
    }
}

fn unread(failure: &Failure, style: &Style) -> Issue {
    let path = place::path(&failure.name, &style.folder);
    Issue {
        description: format!("not read: {}", escape(&failure.reason)),
        check_name: "not read",
        fingerprint: format!("{:032x}", xxh3_128(path.as_bytes())),
        severity: "blocker",
        location: locate(&path, [1, 1]),
    }
}

/// The issue that a file leaves something out; its fingerprint stays when the number changes.
fn left_out(file: &str, notice: Notice, style: &Style) -> Issue {
    let path = place::path(file, &style.folder);
    Issue {
        description: notice.text,
        check_name: "left out",
        fingerprint: format!("{:032x}", xxh3_128(format!("{path} left out").as_bytes())),
        severity: if notice.hides_errors { "major" } else { "info" },
        location: locate(&path, [1, 1]),
    }
}

fn locate(path: &str, [begin, end]: [u64; 2]) -> Box<RawValue> {
    to_json(&json!({ "path": path, "lines": { "begin": begin, "end": end } }))
}

/// Gives the second and later issues with one fingerprint another: GitLab shows only one of each.
fn tell_apart(issues: &mut [Issue]) {
    let mut seen: HashMap<String, u64> = HashMap::new();
    for issue in issues {
        let times = seen.entry(issue.fingerprint.clone()).or_default();
        *times += 1;
        if *times > 1 {
            issue.fingerprint =
                format!("{:032x}", xxh3_128(format!("{} {times}", issue.fingerprint).as_bytes()));
        }
    }
}
