//! A job → the blocks that it reads, and fixes if the run makes fixes. This does not depend on other jobs.

use std::io;
use std::sync::Arc;

use super::checked::Checked;
use super::fixes::{self, Fixes};
use super::options::Options;
use super::precheck::{Precheck, precheck};
use super::source::{Job, OpenInput, SmallFile};
use super::template::Templates;
use crate::fix::FixMode;
use crate::input::{Block, Failure};
use crate::rules::Depth;

/// A part of an input that is read.
pub(super) struct ReadPart {
    /// Its result, as far as it is known without a check.
    pub(super) checked: Checked,
    pub(super) blocks: Vec<ReadBlock>,
}

/// A block, with its fixes.
pub(super) struct ReadBlock {
    pub(super) block: Block,
    pub(super) fixes: Option<Fixes>,
    /// Its requests, if they were prechecked in order to fix them; without findings, since the block may have changed.
    pub(super) prechecked: Option<Precheck<'static>>,
}

impl ReadPart {
    /// Reads what a job has to read, if it is not yet read, and fixes it. Calls `take` with each file, or a part of it if it
    /// is long. `buffer` is one to read into.
    pub(super) fn of(job: Job, options: &Options, buffer: &mut Vec<u8>, take: &mut dyn FnMut(Self)) {
        match job {
            Job::Files(files) => {
                for file in files {
                    Self::of_file(file, options, buffer, take);
                }
            }
            Job::Read(input, read) => {
                let mut part = Self::new(input);
                part.checked.is_end = !matches!(read, Ok(Some(_)));
                let read = read.and_then(|block| {
                    block.into_iter().try_for_each(|block| part.push_read(block, options, buffer))
                });
                part.fail(read);
                take(part);
            }
        }
    }

    /// A small file; several parts if it is compressed, and holds more than a block.
    fn of_file(file: SmallFile, options: &Options, buffer: &mut Vec<u8>, take: &mut dyn FnMut(Self)) {
        let (input, opened) = file.open(options, buffer);
        let mut part = Self::new(Arc::clone(&input));
        let read = opened.and_then(|mut blocks| {
            while let Some(block) = blocks.next(buffer)? {
                if part.checked.bytes > options.block_bytes as u64 {
                    take(std::mem::replace(&mut part, Self::new(Arc::clone(&input))));
                }
                part.push(block, options);
            }
            *buffer = blocks.into_buffer();
            Ok(())
        });
        part.checked.is_end = true;
        part.fail(read);
        take(part);
    }

    fn new(input: Arc<OpenInput>) -> Self {
        Self { checked: Checked { input, ..Checked::default() }, blocks: Vec::new() }
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

    /// Adds a block, with its fixes if the run makes any.
    fn push(&mut self, block: Block, options: &Options) {
        self.checked.bytes += block.bytes.len() as u64;
        let mut read = ReadBlock { block, fixes: None, prechecked: None };
        if let Some(mode) = options.fix {
            self.fix(&mut read, mode, options);
        }
        self.blocks.push(read);
    }

    /// Prechecks and fixes the requests of a block.
    fn fix(&mut self, read: &mut ReadBlock, mode: FixMode, options: &Options) {
        let templates = &mut Templates::new(options);
        let Precheck { mut requests, unchecked, end, .. } =
            precheck(&read.block, options, Depth::Finding, templates);
        let found = fixes::find(&read.block, &requests, mode, options);
        let is_locked = matches!(self.checked.input.target, Some(Err(_)));
        self.checked.is_unfixed |= is_locked && found.is_some();
        let found = found.filter(|_| !is_locked);
        read.fixes = found.map(|fixed| fixes::splice(&mut read.block, &mut requests, fixed, end));
        read.prechecked = Some(Precheck { requests, found: Vec::new(), unchecked, end });
    }
}
