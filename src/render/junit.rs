//! A JUnit XML report, one document: a test suite for each input, a test case for each request.

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use serde::{Deserialize, Serialize};

use super::{End, Style, place};
use crate::check::report::{Clean, Report};
use crate::input::failure::Failure;
use crate::rules::finding::{Finding, Severity};
use crate::text::{count, escape};

/// A request, as it waits for the end of the run.
#[derive(Serialize, Deserialize)]
struct Case {
    input: String,
    number: u64,
    /// The first error's code and text.
    error: Option<(String, String)>,
    /// How many errors there are behind it.
    more: u64,
    /// All findings.
    text: String,
}

/// Appends a request with findings as one line of JSON, for [`finish`] to take up.
pub(super) fn render(report: &Report, findings: &[&Finding], style: &Style, out: &mut String) {
    let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let error = errors.next().map(|error| (error.rule.code.to_owned(), report.words.sentence(error)));
    let input = name(report.name, style);
    let text = findings.iter().map(|finding| {
        let at = report.position(finding.span.start);
        let (level, code) = (finding.severity.name(), finding.rule.code);
        format!("{}:{}:{}: {level}[{code}] {}", input, at.line, at.column, report.words.paragraph(finding))
    });
    let text = text.collect::<Vec<_>>().join("\n");
    push(&Case { number: report.number, error, more: errors.count() as u64, text, input }, out);
}

/// Appends a request without findings.
pub(super) fn render_clean(request: &Clean, style: &Style, out: &mut String) {
    push(
        &Case {
            input: name(request.name, style),
            number: request.number,
            error: None,
            more: 0,
            text: String::new(),
        },
        out,
    );
}

/// The input's name, as it is shown.
fn name(name: &str, style: &Style) -> String {
    escape(&place::path(name, &style.folder)).into_owned()
}

fn push(case: &Case, out: &mut String) {
    out.push_str(&super::to_json(case));
    out.push('\n');
}

/// The document: the lines' requests, and what could not be read.
pub(super) fn finish(rendered: &str, style: &Style, end: &End) -> String {
    let mut suites: Vec<TestSuite> = Vec::new();
    for case in rendered.lines().filter_map(|line| serde_json::from_str::<Case>(line).ok()) {
        // The requests of an input stand together.
        if suites.last().is_none_or(|suite| suite.name.as_str() != case.input) {
            suites.push(TestSuite::new(case.input.as_str()));
        }
        if let Some(suite) = suites.last_mut() {
            suite.add_test_case(test_case(&case));
        }
    }
    for failure in end.unread {
        let name = name(&failure.name, style);
        let known = suites.iter().position(|suite| suite.name.as_str() == name);
        let suite = match known.and_then(|at| suites.get_mut(at)) {
            Some(suite) => suite,
            None => suites.push_mut(TestSuite::new(name)),
        };
        suite.add_test_case(unread(failure));
    }
    let mut report = quick_junit::Report::new(env!("CARGO_PKG_NAME"));
    report.add_test_suites(suites);
    report.to_string().unwrap_or_default()
}

fn test_case(case: &Case) -> TestCase {
    let status = match &case.error {
        Some((code, sentence)) => {
            let more = match case.more {
                0 => String::new(),
                more => format!(", and {}", count(more, "other error")),
            };
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(code.as_str()).set_message(format!("{sentence}{more}"));
            status.set_description(case.text.as_str());
            status
        }
        None => TestCaseStatus::success(),
    };
    let is_success = matches!(status, TestCaseStatus::Success { .. });
    let mut test_case = TestCase::new(format!("request {}", case.number), status);
    test_case.set_classname(case.input.as_str());
    // Warnings fail no test.
    if is_success && !case.text.is_empty() {
        test_case.set_system_out(case.text.as_str());
    }
    test_case
}

fn unread(failure: &Failure) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("not read").set_message(&*escape(&failure.reason));
    TestCase::new("reading", status)
}
