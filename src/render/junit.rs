//! A JUnit XML report, one document: a test suite for each input, a test case for each request.

use std::collections::HashMap;
use std::io;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::place;
use super::renderer::{End, Entries, Render, Style};
use super::report::{Clean, Report, with_title};
use crate::input::Failure;
use crate::text::{count, escape};

/// The format `junit`.
pub(super) struct Junit(pub(super) Style);

impl Render for Junit {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let name = self.suite_name(report.name);
        let case = self.with_findings(report, &name);
        entries.test_cases.push((name, case));
    }

    fn render_clean(&self, request: &Clean, entries: &mut Entries) {
        let name = self.suite_name(request.name);
        let case = test_case(&name, request.number, request.title, TestCaseStatus::success());
        entries.test_cases.push((name, case));
    }

    /// The requests, what could not be read, and what is left out.
    fn finish(&self, entries: Entries, end: &End) -> io::Result<String> {
        let unread = end.unread.iter().map(|failure| (self.suite_name(&failure.name), unread(failure)));
        let mut suites: Vec<TestSuite> = Vec::new();
        let mut indices = HashMap::new();
        for (name, case) in entries.test_cases.into_iter().chain(unread) {
            let index = *indices.entry(name).or_insert_with_key(|name| {
                suites.push(TestSuite::new(name.as_str()));
                suites.len().saturating_sub(1)
            });
            if let Some(suite) = suites.get_mut(index) {
                suite.add_test_case(case);
            }
        }
        for notice in end.notices(&self.0) {
            let name = self.suite_name(notice.file.unwrap_or("left out"));
            let mut status = TestCaseStatus::skipped();
            status.set_message(notice.text);
            suites.push_mut(TestSuite::new(name)).add_test_case(TestCase::new("left out", status));
        }
        let mut report = quick_junit::Report::new(env!("CARGO_PKG_NAME"));
        report.add_test_suites(suites);
        report.to_string().map_err(io::Error::other)
    }
}

impl Junit {
    /// The input's name, as it is shown.
    fn suite_name(&self, name: &str) -> String {
        escape(&place::path(name, &self.0.folder)).into_owned()
    }

    /// The test case of a request with findings; some of them may be hidden.
    fn with_findings(&self, report: &Report, name: &str) -> TestCase {
        let text = self.0.shown(report).map(|finding| {
            let at = report.source.position(finding.span.start);
            let (level, code) = (finding.severity.name(), finding.rule.code);
            format!("{}:{}:{}: {level}[{code}] {}", name, at.line, at.column, report.words.paragraph(finding))
        });
        let text = text.collect::<Vec<_>>().join("\n");
        let mut errors = self.0.shown(report).filter(|finding| finding.is_error());
        let Some(error) = errors.next() else {
            let mut case = test_case(name, report.number, report.title, TestCaseStatus::success());
            // A test does not fail because of warnings.
            if !text.is_empty() {
                case.set_system_out(text);
            }
            return case;
        };
        let message = match errors.fold(error.more, |others, other| others + other.count()) {
            0 => report.words.sentence(error),
            more => format!("{}, and {}", report.words.sentence(error), count(more, "other error")),
        };
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(error.rule.code).set_message(message).set_description(text);
        test_case(name, report.number, report.title, status)
    }
}

fn test_case(suite: &str, number: u64, title: Option<&str>, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(with_title(format!("request {number}"), title), status);
    case.set_classname(suite);
    case
}

fn unread(failure: &Failure) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("not read").set_message(&*escape(&failure.reason));
    TestCase::new("reading", status)
}
