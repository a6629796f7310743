//! A file or a stream that is written until its reader closes it.

use std::io::{self, Write};

use crate::input::Failure;
use crate::text::escape_lines;

/// The name that is shown for standard output.
pub(crate) const STDOUT: &str = "standard output";

pub(crate) struct Sink<'w> {
    /// The name that is shown for it.
    name: String,
    writer: Box<dyn Write + 'w>,
    /// Whether what is hostile is escaped.
    escapes: bool,
    /// False once it cannot be written.
    pub(crate) is_open: bool,
}

impl<'w> Sink<'w> {
    pub(crate) fn new(name: &str, writer: impl Write + 'w) -> Self {
        Self { name: name.to_owned(), writer: Box::new(writer), escapes: false, is_open: true }
    }

    pub(crate) fn stdout(writer: impl Write + 'w) -> Self {
        Self::new(STDOUT, writer)
    }

    /// Escapes what is hostile if it `is_shown`.
    pub(crate) fn escape_if(self, is_shown: bool) -> Self {
        Self { escapes: is_shown, ..self }
    }

    /// Writes and flushes.
    ///
    /// # Errors
    /// If it cannot be written. A closed pipe is not an error.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() || !self.is_open {
            return Ok(());
        }
        let written = if self.escapes {
            self.writer.write_all(escape_lines(&String::from_utf8_lossy(bytes)).as_bytes())
        } else {
            self.writer.write_all(bytes)
        };
        let written = written.and_then(|()| self.writer.flush());
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
