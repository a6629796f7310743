//! What all reports of a run have in common.

use std::path::Path;
use std::sync::Arc;

use super::report::Report;
use crate::rules::finding::Finding;

/// Columns of reports that go to no terminal.
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
