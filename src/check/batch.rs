//! A job → its requests, prechecked and fixed. This does not depend on other jobs.

use std::io;
use std::sync::Arc;

use super::fixes::{self, Fixes};
use super::options::Options;
use super::precheck::{Prechecked, precheck};
use super::source::{Job, OpenInput, SmallFile};
use crate::fix::Piece;
use crate::input::{Block, Failure, FrameError, Shape, Unchecked};
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
    /// Reads the requests of a job, if they are not yet read, prechecks them, and fixes them. Calls `take` with a batch for
    /// each file, or a part of it if it is long. `buffer` is one to read into.
    pub(super) fn of(job: Job, options: &Options, buffer: &mut Vec<u8>, take: &mut dyn FnMut(Self)) {
        match job {
            Job::Files(files) => {
                for file in files {
                    Self::of_file(file, options, buffer, take);
                }
            }
            Job::Read(input, read) => {
                let mut batch = Self::new(input);
                batch.checked.is_end = !matches!(read, Ok(Some(_)));
                let read = read.and_then(|block| {
                    block.into_iter().try_for_each(|block| batch.push_read(block, options, buffer))
                });
                batch.fail(read);
                take(batch);
            }
        }
    }

    /// The batch of a small file; several if it is compressed, and holds more than a block.
    fn of_file(file: SmallFile, options: &Options, buffer: &mut Vec<u8>, take: &mut dyn FnMut(Self)) {
        let (input, opened) = file.open(options, buffer);
        let mut batch = Self::new(Arc::clone(&input));
        let read = opened.and_then(|mut blocks| {
            while let Some(block) = blocks.next(buffer)? {
                if batch.checked.bytes > options.block_bytes as u64 {
                    take(std::mem::replace(&mut batch, Self::new(Arc::clone(&input))));
                }
                batch.push(block, options);
            }
            *buffer = blocks.into_buffer();
            Ok(())
        });
        batch.checked.is_end = true;
        batch.fail(read);
        take(batch);
    }

    fn new(input: Arc<OpenInput>) -> Self {
        let checked = Checked { input, ..Checked::default() };
        Self { checked, blocks: Vec::new(), first: 0 }
    }

    /// Adds the failure to read the input, if there was one.
    fn fail(&mut self, read: io::Result<()>) {
        let name = &self.checked.input.name;
        self.checked.failure =
            read.err().map(|error| Failure { name: name.clone(), reason: error.to_string() });
    }

    /// Adds a block that may have to be read into `buffer`.
    fn push_read(&mut self, mut block: Block, options: &Options, buffer: &mut Vec<u8>) -> io::Result<()> {
        block.read(buffer)?;
        self.push(block, options);
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
        let (mut requests, unchecked, end) = precheck(&block, options);
        checked.tally.requests += requests.len() as u64;
        let found = options.fix.and_then(|mode| fixes::find(&block, &requests, mode, options));
        let is_locked = matches!(checked.input.target, Some(Err(_)));
        checked.is_unfixed |= is_locked && found.is_some();
        let found = found.filter(|_| !is_locked);
        let fixes = found.map(|fixed| fixes::splice(&mut block, &mut requests, fixed, end));
        self.blocks.push(PrecheckedBlock { block, end, requests, unchecked, fixes });
    }
}
