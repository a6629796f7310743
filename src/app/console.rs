//! The streams of the process, and what is known of its terminal.

use std::io::{self, Read, Write};
use std::mem;
use std::path::PathBuf;

use crate::app::sink::Sink;
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
        let stdout = mem::replace(&mut self.stdout, Box::new(io::sink()));
        match Sink::stdout(Some(stdout)).write(text.as_bytes(), self.stderr) {
            Err(failure) => self.refuse(&[failure]),
            Ok(()) => Status::Clean,
        }
    }

    /// Says why nothing is done.
    pub(crate) fn refuse(&mut self, failures: &[Failure]) -> Status {
        complain(failures, self.stderr);
        Status::Trouble
    }
}

/// Prints failures. If even that fails, there is nobody to tell.
pub(crate) fn complain(failures: &[Failure], stderr: &mut dyn Write) {
    for failure in failures {
        let (name, reason) = (escape(&failure.name), escape(&failure.reason));
        let _ = writeln!(stderr, "hpplint: {name}: {reason}");
    }
}
