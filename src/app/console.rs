//! What a run reads from and writes to.

use std::io::{Read, Write};
use std::path::PathBuf;

use same_file::Handle;

use crate::input::Failure;
use crate::text::escape;

/// The process's streams and the properties of its terminal.
#[allow(clippy::struct_excessive_bools, reason = "each is a property of one of the streams")]
pub struct Console<'c> {
    /// Standard input.
    pub stdin: Box<dyn Read + Send>,
    /// Standard output, for reports.
    pub stdout: Box<dyn Write + Send>,
    /// The file that standard output is, if it is a regular file.
    pub stdout_file: Option<Handle>,
    /// Standard error, for failures and the summary.
    pub stderr: &'c mut dyn Write,
    /// Whether what goes to standard output is coloured: reports, a diff, or a text about the rules.
    pub color: bool,
    /// Whether the summary is coloured.
    pub summary_color: bool,
    /// Whether the summary names a command that says more: somebody is at the terminal.
    pub offers_help: bool,
    /// Whether people or a CI runner read what is copied from inputs to standard output, so that it is escaped.
    pub shows_copies: bool,
    /// The width of reports in columns.
    pub width: usize,
    /// The current folder.
    pub folder: PathBuf,
    /// Whether to show a progress bar on standard error.
    pub progress: bool,
}

/// Prints the failures. If standard error cannot be written, there is nowhere to report that.
pub(crate) fn complain<'f>(failures: impl IntoIterator<Item = &'f Failure>, stderr: &mut dyn Write) {
    for failure in failures {
        let (name, reason) = (escape(&failure.name), escape(&failure.reason));
        let _ = writeln!(stderr, "hpplint: {name}: {reason}");
    }
}
