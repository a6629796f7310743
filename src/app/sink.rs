//! Something that is written to until nobody reads it any more.

use std::io::{self, Write};

use crate::input::failure::Failure;

/// A file, standard output or standard error.
pub(crate) struct Sink {
    /// The name that is shown for it.
    name: String,
    /// `None` is standard error, which others write to as well.
    writer: Option<Box<dyn Write + Send>>,
    /// False once nobody reads it.
    pub(crate) is_open: bool,
}

impl Sink {
    /// A sink with this name.
    pub(crate) fn new(name: &str, writer: Option<Box<dyn Write + Send>>) -> Self {
        Self { name: name.to_owned(), writer, is_open: true }
    }

    /// Standard output, or what is written instead.
    pub(crate) fn stdout(writer: Option<Box<dyn Write + Send>>) -> Self {
        Self::new("standard output", writer)
    }

    /// Writes at once.
    ///
    /// # Errors
    /// That it cannot be written. That its reader has read enough only closes it.
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

    /// That it cannot be written.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure { name: self.name.clone(), reason: error.to_string() }
    }
}
