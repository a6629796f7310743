//! Standard input that comes in parts. The fuzz targets use this file as well.

use std::io::{self, Read};
use std::iter::Cycle;
use std::vec::IntoIter;

/// A pipe that gives these numbers of bytes at a time, in a cycle.
pub(crate) struct Pipe {
    text: Vec<u8>,
    position: usize,
    sizes: Cycle<IntoIter<usize>>,
}

impl Pipe {
    pub(crate) fn new(text: impl Into<Vec<u8>>, sizes: Vec<usize>) -> Self {
        Self { text: text.into(), position: 0, sizes: sizes.into_iter().cycle() }
    }
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let size = self.sizes.next().unwrap().min(rest.len()).min(buffer.len());
        let count = rest.get(..size).unwrap_or_default().read(buffer)?;
        self.position += count;
        Ok(count)
    }
}
