//! Standard input, mended on its way to the checks and to standard output.

use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::Mending;
use super::pieces::Pieces;
use crate::input::SourceKind;

/// What is read from it is mended, and goes to the output as well.
#[derive(Clone)]
pub(crate) struct Filter(Arc<Mutex<State>>);

struct State {
    pieces: Pieces<Box<dyn Read + Send>>,
    output: Box<dyn Write + Send>,
    /// Mended bytes, of which the first `taken` were read.
    mended: Vec<u8>,
    taken: usize,
    /// Totals that were mended.
    totals: u64,
    /// Nothing more can be read, or written.
    has_failed: bool,
}

impl Filter {
    pub(crate) fn new(input: Box<dyn Read + Send>, output: Box<dyn Write + Send>, mending: Mending) -> Self {
        let pieces = Pieces::new(input, mending, SourceKind::Stdin);
        let state = State { pieces, output, mended: Vec::new(), taken: 0, totals: 0, has_failed: false };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Passes on what the checks did not want to read, and says how many totals were mended in all.
    ///
    /// # Errors
    /// What the input or the output says, unless it was said while reading.
    pub(crate) fn finish(mut self) -> io::Result<u64> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).totals)
    }
}

impl Read for Filter {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.taken == state.mended.len() && !state.has_failed {
            state.advance().inspect_err(|_| state.has_failed = true)?;
        }
        let ready = state.mended.get(state.taken..).unwrap_or_default();
        let count = { ready }.read(buffer)?;
        state.taken = state.taken.saturating_add(count);
        Ok(count)
    }
}

impl State {
    /// Mends the next piece and writes it.
    fn advance(&mut self) -> io::Result<()> {
        let Some(piece) = self.pieces.next()? else { return Ok(()) };
        self.totals = self.totals.saturating_add(piece.totals());
        let written = self.output.write_all(piece.after()).and_then(|()| self.output.flush());
        written.map_err(|error| io::Error::new(error.kind(), format!("standard output: {error}")))?;
        self.mended.clear();
        self.mended.extend_from_slice(piece.after());
        self.taken = 0;
        Ok(())
    }
}
