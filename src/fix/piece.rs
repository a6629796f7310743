//! A part of an input, before and after its fixes.

use crate::rules::tally::Fixed;

/// A part of an input. All of them, one after the other, are the whole input.
#[derive(Debug)]
pub struct Piece {
    /// The bytes as they were read.
    pub old: Vec<u8>,
    /// The bytes with fixes, if any fix applies.
    pub new: Option<Vec<u8>>,
    /// The fixes that were made.
    pub fixes: Fixed,
}

impl Piece {
    /// The bytes as they are after the fixes.
    pub fn fixed(&self) -> &[u8] {
        self.new.as_ref().unwrap_or(&self.old)
    }
}
