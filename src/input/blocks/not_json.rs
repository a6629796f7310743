//! A source that is not JSON.

use std::io::{self, Read};

use super::{Blocks, State};
use crate::input::block::{Block, FrameError, Shape};
use crate::input::encoding::SAMPLE;
use crate::input::file_type::{Detected, detect};

/// The most bytes of a source that is not JSON in which requests are counted.
const MAX_KEPT: usize = 4 * 1024 * 1024;

impl<R: Read> Blocks<R> {
    /// Finds out whether the source is JSON. Returns the error if it is no text.
    pub(super) fn name(&mut self) -> io::Result<Option<Block>> {
        self.source.discard_white_space();
        self.state = State::Outside;
        let max = self.max.min(MAX_KEPT);
        match detect(self.source.bytes(), self.source.at_end) {
            Detected::Unknown if !self.source.at_end => {
                self.state = State::Unnamed;
                self.source.fill()?;
            }
            Detected::NotJson(kind) => {
                self.shape = Some(Shape::Sparse);
                let shape = Shape::Invalid(FrameError::NotJson(kind));
                let error = Block { max, is_truncated: true, ..self.block(shape) };
                if !kind.is_text() {
                    let bytes = self.source.bytes();
                    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
                    let line = sample.split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec();
                    return Ok(Some(Block { bytes: line, ..error }));
                }
                self.source.keep(max);
                self.foreign = Some(error);
            }
            Detected::Other | Detected::Unknown => {}
        }
        Ok(None)
    }

    /// The error of a text that is not JSON, with the text's beginning. It comes at the end, so that all requests in it are
    /// known, and those before are answered at once.
    pub(super) fn foreign_error(&mut self) -> Option<Block> {
        let error = self.foreign.take()?;
        Some(Block { bytes: self.source.kept(), ..error })
    }
}
