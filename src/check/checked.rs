//! The result of a part of an input.

use std::sync::Arc;

use super::source::OpenInput;
use crate::fix::Piece;
use crate::input::Failure;
use crate::render::Entries;
use crate::rules::tally::Tally;

/// The result of a part of an input.
#[derive(Debug, Default)]
pub struct Checked {
    pub(crate) input: Arc<OpenInput>,
    /// The reports, for each renderer.
    pub entries: Vec<Entries>,
    /// Its requests and findings, counted.
    pub tally: Tally,
    /// Bytes that were read.
    pub(crate) bytes: u64,
    /// What was read, if it is to be copied with its fixes.
    pub(crate) pieces: Vec<Piece>,
    /// Whether requests could be fixed, but the input cannot be replaced.
    pub(crate) is_unfixed: bool,
    /// Why the input was not read to its end.
    pub failure: Option<Failure>,
    /// Whether it is the last part of its input.
    pub(crate) is_end: bool,
}
