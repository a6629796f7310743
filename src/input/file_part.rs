//! Parts of a regular file, which are cut off before they are read, and read by the threads that check them.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::sync::Arc;

/// A part of a regular file that is not yet read.
#[derive(Clone, Debug)]
pub(super) struct FilePart {
    pub(super) file: Arc<File>,
    /// Where it begins and how long it is, in bytes.
    pub(super) offset: u64,
    pub(super) length: usize,
}

impl FilePart {
    /// Reads its bytes into `buffer`, whose own bytes do not matter. They are fewer if the file has become shorter.
    ///
    /// # Errors
    /// The file's own.
    pub(super) fn read(&self, buffer: &mut Vec<u8>) -> io::Result<()> {
        buffer.resize(self.length, 0);
        let mut read = 0;
        while read < self.length {
            let free = buffer.get_mut(read..).unwrap_or_default();
            match read_at(&self.file, free, self.offset + read as u64) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(0) => break,
                Ok(count) => read += count,
            }
        }
        buffer.truncate(read);
        Ok(())
    }
}

/// Reads bytes at an offset of a file. The place from which the file is read otherwise stays the same.
#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

/// On other systems than Unix, that would change the place from which the file is read otherwise: its parts are not read
/// in this way.
#[cfg(not(unix))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<usize> {
    Err(ErrorKind::Unsupported.into())
}
