//! A file or a stream that is written until its reader closes it.

use std::io::{self, Write};

use crate::input::Failure;

/// The name that is shown for standard output.
pub(crate) const STDOUT: &str = "standard output";

pub(crate) struct Sink<'w> {
    /// The name that is shown for it.
    name: String,
    writer: Box<dyn Write + 'w>,
    /// False once it cannot be written.
    pub(crate) is_open: bool,
}

impl<'w> Sink<'w> {
    pub(crate) fn new(name: &str, writer: impl Write + 'w) -> Self {
        Self { name: name.to_owned(), writer: Box::new(writer), is_open: true }
    }

    pub(crate) fn stdout(writer: impl Write + 'w) -> Self {
        Self::new(STDOUT, writer)
    }

    /// Writes and flushes.
    ///
    /// # Errors
    /// If it cannot be written. A closed pipe is not an error.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() || !self.is_open {
            return Ok(());
        }
        let written = self.writer.write_all(bytes).and_then(|()| self.writer.flush());
        self.is_open = written.is_ok();
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(self.failure(&error)),
            _ => Ok(()),
        }
    }

    /// The failure to write it.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure { name: self.name.clone(), reason: error.to_string() }
    }
}
