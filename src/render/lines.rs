//! Formats with a text for each finding, and perhaps one at the end.

use std::io;

use super::renderer::{End, Entries, Render, Style};
use super::report::Report;
use crate::rules::Finding;

/// A format with a text for each finding.
pub(super) struct Lines {
    pub(super) style: Style,
    /// Appends the text of a finding.
    pub(super) render: fn(&Report, &Finding, &Style, &mut String),
    /// What [`Render::explains`] returns.
    pub(super) explains: bool,
    /// The text at the end.
    pub(super) finish: fn(&Style, &End) -> String,
}

impl Render for Lines {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let shown = self.style.shown(report);
        shown.for_each(|finding| (self.render)(report, finding, &self.style, &mut entries.text));
    }

    fn explains(&self) -> bool {
        self.explains
    }

    fn finish(&self, _: Entries, end: &End) -> io::Result<String> {
        Ok((self.finish)(&self.style, end))
    }
}
