//! The interface of a format: the style, the entries, the renderer.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::sync::Arc;

use quick_junit::TestCase;
use serde::Serialize;
use serde_json::value::RawValue;

use super::left_out::{LeftOut, Notice, notices};
use super::report::{Clean, Report};
use crate::input::Failure;
use crate::rules::Finding;
use crate::rules::tally::Tally;
use crate::text::escape_lines;

/// Columns of reports that do not go to a terminal.
pub const WIDTH: usize = 100;

/// How reports are rendered.
#[derive(Clone, Debug)]
pub struct Style {
    /// Whether the text is coloured.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether warnings are left out.
    pub errors_only: bool,
    /// The folder that paths are relative to where tools want them so.
    pub folder: Arc<Path>,
}

impl Default for Style {
    /// Everything, without colours, in the width of text that is not for a terminal.
    fn default() -> Self {
        Self { color: false, width: WIDTH, errors_only: false, folder: Arc::from(Path::new("")) }
    }
}

impl Style {
    /// The findings that are shown.
    pub(super) fn shown<'r, 'a>(&self, report: &'r Report<'a>) -> impl Iterator<Item = &'r Finding<'a>> {
        let errors_only = self.errors_only;
        report.findings.iter().filter(move |it| !it.is_expected && (!errors_only || it.is_error()))
    }
}

/// A format.
pub trait Render: Send + Sync {
    /// Adds the entries of a request with findings. Many threads call it, in any order.
    fn render(&self, report: &Report, entries: &mut Entries);

    /// Whether it shows why totals differ from their sums, or how to correct them.
    fn explains(&self) -> bool {
        true
    }

    /// Adds the entry of a request without findings, if the format has one.
    fn render_clean(&self, _request: &Clean, _entries: &mut Entries) {}

    /// The text at the end of the report; if the report is one document, that is all of it.
    ///
    /// `entries` are those of all requests, in their order, without the text that was written already.
    ///
    /// # Errors
    /// If the entries cannot be serialised.
    fn finish(&self, _entries: Entries, _end: &End) -> io::Result<String> {
        Ok(String::new())
    }
}

/// An issue of a code quality report for GitLab.
#[derive(Debug, Serialize)]
pub(super) struct Issue {
    pub(super) description: String,
    pub(super) check_name: &'static str,
    pub(super) fingerprint: String,
    pub(super) severity: &'static str,
    pub(super) location: Box<RawValue>,
}

/// The rendered reports of consecutive requests. A format uses one of the fields.
#[derive(Debug, Default)]
pub struct Entries {
    /// Text that can be written immediately.
    pub text: String,
    /// Issues of a report for GitLab.
    pub(super) issues: Vec<Issue>,
    /// Test cases of a JUnit report, each with the name of its test suite.
    pub(super) test_cases: Vec<(String, TestCase)>,
    /// Results of a SARIF log.
    pub(super) results: Vec<Box<RawValue>>,
}

impl Entries {
    /// Adds later entries.
    pub(crate) fn append(&mut self, mut later: Self) {
        self.text.push_str(&later.text);
        self.issues.append(&mut later.issues);
        self.test_cases.append(&mut later.test_cases);
        self.results.append(&mut later.results);
    }
}

/// The result of a run when all of its requests are rendered.
#[derive(Clone, Copy, Debug)]
pub struct End<'e> {
    /// Its requests and findings, counted.
    pub tally: &'e Tally,
    /// The inputs that could not be read.
    pub unread: &'e [Failure],
    /// What is left out, by the files that say so.
    pub left_out: &'e [LeftOut],
    /// How many fixes were made, if the run makes any.
    pub fixed: Option<u64>,
}

impl<'e> End<'e> {
    /// What is left out, by file, as a report in this style shows it.
    pub(super) fn notices(&self, style: &Style) -> impl Iterator<Item = Notice<'e>> + use<'e> {
        let errors_only = style.errors_only;
        notices(self.left_out).filter(move |notice| notice.hides_errors || !errors_only)
    }

    /// The files that leave something out, each with its notice, for formats whose entries belong to files.
    pub(super) fn files_with_notices(
        &self,
        style: &Style,
    ) -> impl Iterator<Item = (&'e str, Notice<'e>)> + use<'e> {
        self.notices(style).filter_map(|notice| Some((notice.file?, notice)))
    }
}

/// Strings and numbers as JSON in which nothing is hostile.
#[expect(clippy::expect_used, reason = "strings and numbers are always JSON")]
pub(super) fn to_json(value: &impl Serialize) -> Box<RawValue> {
    let json = serde_json::value::to_raw_value(value).expect("strings and numbers");
    let escaped = match escape_lines(json.get()) {
        Cow::Borrowed(_) => None,
        Cow::Owned(escaped) => Some(escaped),
    };
    escaped.map_or(json, |escaped| RawValue::from_string(escaped).expect("the same value"))
}
