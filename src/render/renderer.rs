//! What a format has to do.

use std::io;

use super::entries::Entries;
use super::report::{Clean, Report};
use crate::input::failure::Failure;
use crate::rules::tally::Tally;

/// A way to render reports.
pub trait Render: Send + Sync {
    /// Adds the entries of a request with findings. It is called by many threads, so each call stands for itself.
    fn render(&self, report: &Report, entries: &mut Entries);

    /// Adds the entry of a request without findings, if the format has one.
    fn render_clean(&self, _request: &Clean, _entries: &mut Entries) {}

    /// The text at the end of the report; if the report is one document, that is all of it.
    ///
    /// `entries` are those of all requests, in their order, without the text that was written already.
    ///
    /// # Errors
    /// That the entries are not a document.
    fn finish(&self, _entries: Entries, _end: &End) -> io::Result<String> {
        Ok(String::new())
    }
}

/// The result of a run when all of its requests are rendered.
#[derive(Clone, Copy, Debug)]
pub struct End<'e> {
    /// Its requests and findings, counted.
    pub tally: &'e Tally,
    /// The inputs that could not be read.
    pub unread: &'e [Failure],
}
