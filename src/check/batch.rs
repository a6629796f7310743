//! A part of an input → its requests, prechecked. This does not depend on other parts.

use std::mem;

use super::checked::Checked;
use super::find::Found;
use super::fixes::Fixes;
use super::options::Options;
use super::part::{ReadBlock, ReadPart};
use super::precheck::{Precheck, Prechecked, precheck};
use super::template::Templates;
use crate::input::{Block, FrameError, Shape, Unchecked};
use crate::rules::Depth;
use crate::text::Position;

/// A part of an input whose requests are prechecked.
pub(super) struct Batch<'b> {
    /// The result, without reports.
    pub(super) checked: Checked,
    pub(super) blocks: Vec<PrecheckedBlock<'b>>,
    /// The number of its first request in its input.
    pub(super) first: u64,
}

/// A block with its requests.
pub(super) struct PrecheckedBlock<'b> {
    pub(super) block: &'b Block,
    pub(super) fixes: Option<&'b Fixes>,
    /// The position of its first byte in the fixed source, once it is known.
    pub(super) start: Position,
    /// The position after its bytes, as they were read, in the block itself.
    pub(super) end: Position,
    pub(super) requests: Vec<Prechecked>,
    /// What is found in requests, each with the request's index. Of a request that is not clean and not among them, the
    /// findings are not made yet.
    pub(super) found: Vec<(usize, Found<'b>)>,
    pub(super) unchecked: Unchecked,
}

/// A block that stands for a whole input in which nothing was found.
static NOTHING: Block = Block::empty(Shape::Invalid(FrameError::NothingInside), 0);

impl<'b> Batch<'b> {
    /// Prechecks the requests of the part.
    pub(super) fn of(
        part: &'b mut ReadPart,
        options: &Options,
        depth: Depth,
        templates: &mut Templates,
    ) -> Self {
        let mut batch = Self { checked: mem::take(&mut part.checked), blocks: Vec::new(), first: 0 };
        for ReadBlock { block, fixes, prechecked } in &mut part.blocks {
            let prechecked = prechecked.take().unwrap_or_else(|| precheck(block, options, depth, templates));
            batch.push(block, fixes.as_ref(), prechecked);
        }
        batch
    }

    /// Removes all that was read of the input.
    pub(super) fn clear(&mut self) {
        self.blocks.clear();
        let Checked { input, is_end, .. } = mem::take(&mut self.checked);
        self.checked = Checked { input, is_end, ..Checked::default() };
    }

    /// Adds the error that nothing was found in the whole input.
    pub(super) fn push_nothing(&mut self, options: &Options) {
        let templates = &mut Templates::new(options);
        self.push(&NOTHING, None, precheck(&NOTHING, options, Depth::Finding, templates));
    }

    /// Adds a block with its requests.
    fn push(&mut self, block: &'b Block, fixes: Option<&'b Fixes>, prechecked: Precheck<'b>) {
        let Precheck { requests, found, unchecked, end } = prechecked;
        self.checked.tally.requests += requests.len() as u64;
        self.blocks.push(PrecheckedBlock {
            block,
            fixes,
            start: block.start,
            end,
            requests,
            found,
            unchecked,
        });
    }
}
