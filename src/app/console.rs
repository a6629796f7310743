//! The process's streams and the properties of its terminal.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use crate::check::Status;
use crate::input::Failure;
use crate::text::escape;

/// The process's streams and the properties of its terminal.
pub struct Console<'c> {
    /// Standard input.
    pub stdin: Box<dyn Read + Send>,
    /// Standard output, for reports.
    pub stdout: Box<dyn Write + Send>,
    /// Standard error, for failures and the summary.
    pub stderr: &'c mut dyn Write,
    /// Whether reports are coloured.
    pub color: bool,
    /// The width of reports in columns.
    pub width: usize,
    /// The current folder.
    pub folder: PathBuf,
    /// Whether to show a progress bar on standard error.
    pub progress: bool,
}

impl Console<'_> {
    /// Prints a text that is all that was asked for. A closed pipe is no failure.
    pub(crate) fn print(&mut self, text: &str) -> Status {
        match self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => self.refuse(&[unwritable(&error)]),
            _ => Status::Clean,
        }
    }

    /// Reports the failures because of which nothing can be done.
    pub(crate) fn refuse(&mut self, failures: &[Failure]) -> Status {
        complain(failures, self.stderr);
        Status::Trouble
    }
}

/// The failure to write to standard output.
pub(crate) fn unwritable(error: &io::Error) -> Failure {
    Failure { name: "standard output".to_owned(), reason: error.to_string() }
}

/// Prints the failures. If standard error cannot be written, there is nowhere to report that.
pub(crate) fn complain(failures: &[Failure], stderr: &mut dyn Write) {
    for failure in failures {
        let (name, reason) = (escape(&failure.name), escape(&failure.reason));
        let _ = writeln!(stderr, "hpplint: {name}: {reason}");
    }
}
