//! A file or a stream that is written until its reader closes it.

use std::io::{self, Write};

use crate::input::Failure;

/// A file, standard output or standard error.
pub(crate) struct Sink {
    /// The name that is shown for it.
    name: String,
    /// `None` is standard error, which others write to as well.
    writer: Option<Box<dyn Write + Send>>,
    /// False once its reader has closed it.
    pub(crate) is_open: bool,
}

impl Sink {
    /// A sink with this name.
    pub(crate) fn new(name: &str, writer: Option<Box<dyn Write + Send>>) -> Self {
        Self { name: name.to_owned(), writer, is_open: true }
    }

    /// Standard output; without a `writer`, standard error is written instead.
    pub(crate) fn stdout(writer: Option<Box<dyn Write + Send>>) -> Self {
        Self::new("standard output", writer)
    }

    /// Writes and flushes.
    ///
    /// # Errors
    /// Why it cannot be written. A closed pipe is not an error.
    pub(crate) fn write(&mut self, bytes: &[u8], stderr: &mut dyn Write) -> Result<(), Failure> {
        if bytes.is_empty() || !self.is_open {
            return Ok(());
        }
        let writer: &mut dyn Write = match &mut self.writer {
            Some(writer) => writer,
            None => stderr,
        };
        match writer.write_all(bytes).and_then(|()| writer.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.is_open = false,
            Err(error) => return Err(self.failure(&error)),
            Ok(()) => {}
        }
        Ok(())
    }

    /// The failure to write it.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure { name: self.name.clone(), reason: error.to_string() }
    }
}
