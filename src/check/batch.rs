//! A job → its requests, prechecked and fixed. This does not depend on other jobs.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::fixes::{self, Fixes};
use super::options::Options;
use super::precheck::{Prechecked, precheck};
use super::source::{Job, OpenInput, Part, blocks};
use crate::fix::Piece;
use crate::input::{Block, Failure, FrameError, Shape, SourceKind, Unchecked};
use crate::render::Entries;
use crate::rules::tally::Tally;
use crate::text::Position;

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

/// A part of an input whose requests are prechecked.
pub(super) struct Batch {
    /// The result, without reports.
    pub(super) checked: Checked,
    pub(super) blocks: Vec<PrecheckedBlock>,
    /// The number of its first request in its input.
    pub(super) first: u64,
}

/// A block with its requests.
pub(super) struct PrecheckedBlock {
    pub(super) block: Block,
    /// The position after its bytes, as they were read, in the block itself.
    pub(super) end: Position,
    pub(super) requests: Vec<Prechecked>,
    pub(super) unchecked: Unchecked,
    pub(super) fixes: Option<Fixes>,
}

impl Batch {
    /// Reads the job's requests, if they are not yet read, prechecks them, and fixes them. `buffer` is one to read into.
    pub(super) fn of(Job { input, part }: Job, options: &Options, buffer: &mut Vec<u8>) -> Self {
        let is_end = !matches!(part, Part::Read(Ok(Some(_))));
        let checked = Checked { input, is_end, ..Checked::default() };
        let mut batch = Self { checked, blocks: Vec::new(), first: 0 };
        let read = match part {
            Part::File(path) => batch.read(&path, options, buffer),
            Part::Read(read) => read.and_then(|block| {
                let Some(mut block) = block else { return Ok(()) };
                block.read(buffer)?;
                batch.push(block, options);
                Ok(())
            }),
        };
        let name = &batch.checked.input.name;
        batch.checked.failure =
            read.err().map(|error| Failure { name: name.clone(), reason: error.to_string() });
        batch
    }

    /// Reads all of a file.
    fn read(&mut self, path: &Path, options: &Options, buffer: &mut Vec<u8>) -> io::Result<()> {
        let mut blocks = blocks(File::open(path)?, &self.checked.input, SourceKind::File, options, buffer);
        while let Some(block) = blocks.next(buffer)? {
            self.push(block, options);
        }
        *buffer = blocks.into_buffer();
        Ok(())
    }

    /// Removes all that was read of the input.
    pub(super) fn clear(&mut self) {
        self.blocks.clear();
        let Checked { input, is_end, .. } = std::mem::take(&mut self.checked);
        self.checked = Checked { input, is_end, ..Checked::default() };
    }

    /// Adds the error that nothing was found in the whole input.
    pub(super) fn push_nothing(&mut self, options: &Options) {
        let shape = Shape::Invalid(FrameError::NothingInside);
        self.push(Block::empty(shape, options.max_request_bytes), options);
    }

    /// Adds a block, with its requests prechecked and fixed.
    fn push(&mut self, mut block: Block, options: &Options) {
        let checked = &mut self.checked;
        checked.bytes += block.bytes.len() as u64;
        let end = Position::end_of(&block.bytes);
        let (mut requests, unchecked) = precheck(&block, options);
        checked.tally.requests += requests.len() as u64;
        let found = options.fix.and_then(|mode| fixes::find(&block, &requests, mode, options));
        let is_locked = matches!(checked.input.target, Some(Err(_)));
        checked.is_unfixed |= is_locked && found.is_some();
        let found = found.filter(|_| !is_locked);
        let fixes = found.map(|fixed| fixes::splice(&mut block, &mut requests, fixed, end));
        self.blocks.push(PrecheckedBlock { block, end, requests, unchecked, fixes });
    }
}
