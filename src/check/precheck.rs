//! A block → the verdicts on its requests.

use super::find;
use super::options::Options;
use crate::input::{Block, Frame, Frames};
use crate::request::{Scratch, read_into};
use crate::rules::{self, ApiError, Case, IdHash, OrderIds, PriorUse};

/// A request of a block, before its report.
#[derive(Debug)]
pub(super) struct Prechecked {
    pub(super) frame: Frame,
    /// Whether no rule finds anything in the request alone, with what is known of users.
    pub(super) passes: bool,
    /// Its order ID, if there is one and it is looked up.
    pub(super) order_id: Option<IdHash>,
    /// Where the order ID was used before.
    pub(super) order_id_used: Option<PriorUse>,
    /// The errors that it must give, if there is a file of expected envelopes.
    pub(super) expected: Option<Vec<ApiError>>,
}

impl Prechecked {
    /// Its bytes in the block.
    pub(super) fn bytes<'b>(&self, block: &'b Block) -> &'b [u8] {
        block.bytes.get(self.frame.range.clone()).unwrap_or_default()
    }
}

/// Reads every request of a block once, and decides whether it is clean. Creates no messages, paths or positions.
pub(super) fn precheck(block: &Block, options: &Options) -> Vec<Prechecked> {
    let wants_order_ids = options.order_ids != OrderIds::Off || options.facts.known_orders.is_some();
    let mut frames = Frames::new(block);
    let mut prechecked = Vec::new();
    let mut scratch = Scratch::default();
    while let Some(frame) = frames.next() {
        let mut request =
            Prechecked { frame, passes: false, order_id: None, order_id_used: None, expected: None };
        let frame = &request.frame;
        let text = simdutf8::basic::from_utf8(request.bytes(block)).ok().filter(|_| frame.error.is_none());
        if let Some(read) = text.and_then(|text| read_into(text, &mut scratch)) {
            request.passes = rules::is_clean(&Case::new(&read, &options.facts, None));
            request.order_id = find::order_id(&read).filter(|_| wants_order_ids).and_then(IdHash::of);
            scratch.recycle(read);
        } else if frames.reframe(frame) {
            continue;
        }
        prechecked.push(request);
    }
    prechecked
}
