//! A source → its bytes, piece by piece, as they were and as they are mended.

use std::io::{self, Read};

use super::Mending;
use crate::check::report::{Judged, judge};
use crate::input::{Block, Blocks, Kind};
use crate::rules::facts::Facts;

/// A piece of a source. All pieces, one after the other, are the whole source.
pub(super) enum Piece {
    /// Nothing in it is mended.
    Same(Vec<u8>),
    /// Some totals in it are mended.
    Mended { old: Vec<u8>, new: Vec<u8>, totals: u64 },
}

impl Piece {
    /// What it was.
    pub(super) fn before(&self) -> &[u8] {
        match self {
            Self::Same(bytes) => bytes,
            Self::Mended { old, .. } => old,
        }
    }

    /// What it is now.
    pub(super) fn after(&self) -> &[u8] {
        match self {
            Self::Same(bytes) => bytes,
            Self::Mended { new, .. } => new,
        }
    }

    /// How many totals were mended in it.
    pub(super) fn totals(&self) -> u64 {
        match self {
            Self::Same(_) => 0,
            Self::Mended { totals, .. } => *totals,
        }
    }
}

/// Cuts a source into pieces.
pub(super) struct Pieces<R> {
    blocks: Blocks<R>,
    mending: Mending,
    spare: Vec<u8>,
}

impl<R: Read> Pieces<R> {
    pub(super) fn new(source: R, mending: Mending, kind: Kind) -> Self {
        let blocks = Blocks::new(source, mending.max_request_bytes, kind, Vec::new()).with_gaps();
        Self { blocks, mending, spare: Vec::new() }
    }

    /// The next piece, which is not empty; none at the source's end.
    ///
    /// # Errors
    /// What the source says.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        while let Some(block) = self.blocks.next(&mut self.spare)? {
            if !block.was_passed_over && !block.bytes().is_empty() {
                return Ok(Some(self.mend(block)));
            }
        }
        Ok(None)
    }

    fn mend(&self, block: Block) -> Piece {
        let (bytes, mut new, mut copied, mut totals) = (block.bytes(), Vec::new(), 0, 0_u64);
        for range in judge(&block, &Facts::default(), false).iter().filter_map(Judged::range_to_mend) {
            let text = bytes.get(range.clone()).and_then(|bytes| str::from_utf8(bytes).ok());
            let Some((mended, count)) = text.and_then(|text| self.mending.mend(text)) else { continue };
            new.extend_from_slice(bytes.get(copied..range.start).unwrap_or_default());
            new.extend_from_slice(mended.as_bytes());
            copied = range.end;
            totals = totals.saturating_add(count);
        }
        if totals == 0 {
            return Piece::Same(block.into_bytes());
        }
        new.extend_from_slice(bytes.get(copied..).unwrap_or_default());
        Piece::Mended { old: block.into_bytes(), new, totals }
    }
}
