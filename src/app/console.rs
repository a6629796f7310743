//! What the process lends: its streams, and what is known of its terminal.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use crate::check::status::Status;
use crate::input::failure::Failure;
use crate::text::escape;

/// The process's streams, and what is known of its terminal.
pub struct Console<'c> {
    /// Standard input.
    pub stdin: Box<dyn Read + Send>,
    /// Where reports go.
    pub stdout: Box<dyn Write + Send>,
    /// Where trouble and the summary go.
    pub stderr: &'c mut dyn Write,
    /// Whether reports are coloured.
    pub color: bool,
    /// Columns that reports have.
    pub width: usize,
    /// The current folder.
    pub folder: PathBuf,
    /// Whether to show progress on standard error.
    pub progress: bool,
}

impl Console<'_> {
    /// Prints what was asked for.
    pub(crate) fn print(&mut self, text: &str) -> Status {
        match self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => self.refuse(&[unwritable(&error)]),
            _ => Status::Clean,
        }
    }

    /// Says why nothing is done.
    pub(crate) fn refuse(&mut self, failures: &[Failure]) -> Status {
        complain(failures, self.stderr);
        Status::Trouble
    }
}

/// That standard output cannot be written.
pub(crate) fn unwritable(error: &io::Error) -> Failure {
    Failure { name: "standard output".to_owned(), reason: error.to_string() }
}

/// Says what could not be read; if that cannot be said either, nobody is left to hear it.
pub(crate) fn complain(failures: &[Failure], stderr: &mut dyn Write) {
    for failure in failures {
        let (name, reason) = (escape(&failure.name), escape(&failure.reason));
        let _ = writeln!(stderr, "hpplint: {name}: {reason}");
    }
}
