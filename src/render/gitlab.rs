//! A code quality report for GitLab, one document: <https://docs.gitlab.com/ci/testing/code_quality>.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{End, Style, fingerprint, place};
use crate::check::report::Report;
use crate::input::failure::Failure;
use crate::rules::finding::{Finding, Severity};
use crate::text::escape;

#[derive(Serialize, Deserialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: String,
    location: Location,
}

#[derive(Serialize, Deserialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize, Deserialize)]
struct Lines {
    begin: u64,
    end: u64,
}

/// Appends the finding as one line of JSON, for [`finish`] to take up.
pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let path = place::path(report.name, &style.folder);
    let [begin, end] = [finding.span.start, finding.span.end].map(|offset| report.position(offset).line);
    let issue = Issue {
        description: report.words.paragraph(finding),
        check_name: finding.rule.code.to_owned(),
        fingerprint: fingerprint::of(report, &path, finding),
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
        }
        .to_owned(),
        location: Location { path, lines: Lines { begin, end } },
    };
    out.push_str(&super::to_json(&issue));
    out.push('\n');
}

/// The document: the lines' issues, and what could not be read.
pub(super) fn finish(rendered: &str, style: &Style, end: &End) -> String {
    let found = rendered.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut issues: Vec<Issue> =
        found.chain(end.unread.iter().map(|failure| unread(failure, style))).collect();
    tell_apart(&mut issues);
    super::to_json(&issues) + "\n"
}

fn unread(failure: &Failure, style: &Style) -> Issue {
    let path = place::path(&failure.name, &style.folder);
    Issue {
        description: format!("not read: {}", escape(&failure.reason)),
        check_name: "not read".to_owned(),
        fingerprint: format!("{:032x}", xxh3_128(path.as_bytes())),
        severity: "blocker".to_owned(),
        location: Location { path, lines: Lines { begin: 1, end: 1 } },
    }
}

/// GitLab shows one issue of those that share a fingerprint. So the second and later ones get another.
fn tell_apart(issues: &mut [Issue]) {
    let mut seen: HashMap<String, u64> = HashMap::new();
    for issue in issues {
        let times = seen.entry(issue.fingerprint.clone()).or_default();
        *times = times.saturating_add(1);
        if *times > 1 {
            issue.fingerprint =
                format!("{:032x}", xxh3_128(format!("{} {times}", issue.fingerprint).as_bytes()));
        }
    }
}
