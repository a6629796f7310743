//! Reports → text. A format is a pure function of the reports.

mod concise;
mod envelope;
mod human;
mod snippet;

pub(crate) use envelope::{ApiError, api_errors};

use crate::finding::Finding;
use crate::report::{Report, trace_id};

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
}

/// How reports are rendered.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The format.
    pub format: Format,
    /// Whether the text is coloured.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether warnings are left out.
    pub errors_only: bool,
}

/// A way to render reports.
pub trait Render {
    /// Appends the report of a request with findings.
    fn render(&self, report: &Report, out: &mut String);

    /// Appends what is to be said of a request without any: nothing, unless each request is to be answered.
    fn render_clean(&self, _request: &[u8], _out: &mut String) {}
}

impl Render for Style {
    fn render_clean(&self, request: &[u8], out: &mut String) {
        if self.format == Format::Envelope {
            envelope::render(trace_id(request), &[], out);
        }
    }

    fn render(&self, report: &Report, out: &mut String) {
        let is_shown = |finding: &&Finding| !finding.is_expected && (!self.errors_only || finding.is_error());
        let findings = report.findings.iter().filter(is_shown);
        match self.format {
            Format::Human => findings.for_each(|finding| human::render(report, finding, self, out)),
            Format::Concise => findings.for_each(|finding| concise::render(report, finding, self, out)),
            Format::Envelope => envelope::render(report.trace_id, report.findings, out),
        }
    }
}
