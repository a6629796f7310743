//! Reports → text. A format is a pure function of the reports.

mod concise;
mod envelope;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod junit;
mod place;
mod rdjsonl;
mod sarif;
mod snippet;
pub mod words;

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

pub(crate) use envelope::api_errors;
pub use words::{Applied, Words};

use crate::check::report::{Clean, Report, trace_id};
use crate::input::failure::Failure;
use crate::rules::finding::Finding;
use crate::rules::tally::Tally;

/// What reports look like (contract §9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Diagnostics that point at the fields
    #[default]
    Human,
    /// One line for each finding: `path:line:col: error[CODE] message`
    Concise,
    /// One line of JSON for each request: what the API would answer
    Envelope,
    /// Annotations of a GitHub workflow
    Github,
    /// A code quality report for GitLab
    Gitlab,
    /// A JUnit XML report: a test suite for each input, a test case for each request
    Junit,
    /// Reviewdog's diagnostic format: one line of JSON for each finding
    Rdjsonl,
    /// A log for code scanning: SARIF 2.1.0
    Sarif,
}

impl Format {
    /// Whether it is one document, that can only be written when all is known.
    #[must_use]
    pub fn is_document(self) -> bool {
        match self {
            Self::Human | Self::Concise | Self::Envelope | Self::Github | Self::Rdjsonl => false,
            Self::Gitlab | Self::Junit | Self::Sarif => true,
        }
    }
}

/// Columns of reports that go to no terminal.
pub const WIDTH: usize = 100;

/// How reports are rendered.
#[derive(Clone, Debug)]
pub struct Style {
    /// The format.
    pub format: Format,
    /// Whether the text is coloured.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether warnings are left out.
    pub errors_only: bool,
    /// The folder that paths are shown from where tools want them so.
    pub folder: Arc<Path>,
}

/// A way to render reports.
pub trait Render: Send + Sync {
    /// Appends the report of a request with findings.
    fn render(&self, report: &Report, out: &mut String);

    /// Appends what is to be said of a request without any: nothing, unless each request is to be answered.
    fn render_clean(&self, _request: &Clean, _out: &mut String) {}
}

/// What a run comes to when all of its requests are rendered.
#[derive(Clone, Copy, Debug)]
pub struct End<'e> {
    /// Its requests and findings, in numbers.
    pub tally: &'e Tally,
    /// The inputs that could not be read.
    pub unread: &'e [Failure],
}

impl Style {
    /// Everything, without colours, in the width of text that is not for a terminal.
    #[must_use]
    pub fn plain(format: Format) -> Self {
        Self { format, color: false, width: WIDTH, errors_only: false, folder: Arc::from(Path::new("")) }
    }

    /// The findings that are shown.
    fn shown<'r, 'a>(&self, report: &'r Report<'a>) -> Vec<&'r Finding<'a>> {
        let is_shown = |finding: &&Finding| !finding.is_expected && (!self.errors_only || finding.is_error());
        report.findings.iter().filter(is_shown).collect()
    }

    /// What stands behind all reports; of a document, which is made of them, all of it.
    #[must_use]
    pub fn finish(&self, rendered: &str, end: &End) -> String {
        match self.format {
            Format::Human | Format::Concise | Format::Envelope => String::new(),
            Format::Github => github::finish(self, end),
            Format::Gitlab => gitlab::finish(rendered, self, end),
            Format::Junit => junit::finish(rendered, self, end),
            Format::Rdjsonl => rdjsonl::finish(self, end),
            Format::Sarif => sarif::finish(rendered, self, end),
        }
    }
}

impl Render for Style {
    fn render_clean(&self, request: &Clean, out: &mut String) {
        match self.format {
            Format::Envelope => envelope::render(trace_id(request.bytes), &[], Words::default(), out),
            Format::Junit => junit::render_clean(request, self, out),
            _ => {}
        }
    }

    fn render(&self, report: &Report, out: &mut String) {
        let findings = self.shown(report).into_iter();
        match self.format {
            Format::Human => findings.for_each(|finding| human::render(report, finding, self, out)),
            Format::Concise => findings.for_each(|finding| concise::render(report, finding, self, out)),
            Format::Envelope => envelope::render(report.trace_id, report.findings, report.words, out),
            Format::Github => findings.for_each(|finding| github::render(report, finding, self, out)),
            Format::Gitlab => findings.for_each(|finding| gitlab::render(report, finding, self, out)),
            Format::Junit => junit::render(report, findings.as_slice(), self, out),
            Format::Rdjsonl => findings.for_each(|finding| rdjsonl::render(report, finding, self, out)),
            Format::Sarif => findings.for_each(|finding| sarif::render(report, finding, self, out)),
        }
    }
}

/// A value of our own as JSON, which cannot fail.
fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
