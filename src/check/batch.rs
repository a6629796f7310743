//! A job → its requests, prechecked and fixed: what is independent of other jobs.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::fixes::{self, Fixes};
use super::options::Options;
use super::precheck::{Prechecked, precheck};
use super::source::{Job, OpenInput, Part, blocks};
use crate::input::{Block, Failure, SourceKind};

/// A part of an input whose requests are prechecked.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) input: Arc<OpenInput>,
    pub(super) blocks: Vec<PrecheckedBlock>,
    /// Why the input is not checked to its end.
    pub(super) failure: Option<Failure>,
    /// Whether the input ends with it.
    pub(super) is_end: bool,
    /// Whether requests could be fixed, but the input cannot be replaced.
    pub(super) is_unfixed: bool,
    /// The number of its first request in its input.
    pub(super) first: u64,
}

/// A block with its requests.
pub(super) struct PrecheckedBlock {
    pub(super) block: Block,
    pub(super) requests: Vec<Prechecked>,
    pub(super) fixes: Option<Fixes>,
}

impl Batch {
    /// Reads the job's requests, if they are not yet read, prechecks them, and fixes them. `buffer` is one to read into.
    pub(super) fn of(job: Job, options: &Options, buffer: &mut Vec<u8>) -> Self {
        let is_end = matches!(job.part, Part::File(_) | Part::End);
        let mut batch = Self { input: job.input, is_end, ..Self::default() };
        let read = match job.part {
            Part::File(path) => batch.read(&path, options, buffer),
            Part::Block(block) => {
                batch.push(block, options);
                Ok(())
            }
            Part::Failure(error) => Err(error),
            Part::End => Ok(()),
        };
        let name = &batch.input.name;
        batch.failure = read.err().map(|error| Failure { name: name.clone(), reason: error.to_string() });
        batch
    }

    /// Reads all of a file.
    fn read(&mut self, path: &Path, options: &Options, buffer: &mut Vec<u8>) -> io::Result<()> {
        let mut blocks = blocks(File::open(path)?, SourceKind::File, options, buffer);
        while let Some(block) = blocks.next(buffer)? {
            self.push(block, options);
        }
        *buffer = blocks.into_buffer();
        Ok(())
    }

    /// Adds a block, with its requests prechecked and fixed.
    fn push(&mut self, mut block: Block, options: &Options) {
        let mut requests = precheck(&block, options);
        let found = options.fix.and_then(|mode| fixes::find(&block, &requests, mode, options));
        let is_locked = matches!(self.input.target, Some(Err(_)));
        self.is_unfixed |= is_locked && found.is_some();
        let found = found.filter(|_| !is_locked);
        let fixes = found.map(|fixed| fixes::splice(&mut block, &mut requests, fixed));
        self.blocks.push(PrecheckedBlock { block, requests, fixes });
    }
}
