//! A block → the verdicts on its requests.

use super::find;
use super::options::Options;
use crate::input::{Block, Frame, FrameError, Frames, Shape, Unchecked};
use crate::request::{Scratch, read_into};
use crate::rules::lint_invalid_json::{has_amount_and_basket, is_other};
use crate::rules::{self, ApiError, Case, IdHash, OrderIds, PriorUse};
use crate::text::{Decoded, Position};

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
    /// Its text, if it is in quotes.
    pub(super) decoded: Option<Box<Decoded>>,
}

impl Prechecked {
    pub(super) fn new(frame: Frame, block: &Block) -> Self {
        let mut request =
            Self { frame, passes: false, order_id: None, order_id_used: None, expected: None, decoded: None };
        request.decode(block);
        request
    }

    /// Its bytes in the block, as they are written there.
    pub(super) fn written<'b>(&self, block: &'b Block) -> &'b [u8] {
        block.bytes.get(self.frame.range.clone()).unwrap_or_default()
    }

    /// Its bytes, without quotes around it.
    pub(super) fn bytes<'b>(&'b self, block: &'b Block) -> &'b [u8] {
        self.decoded.as_ref().map_or_else(|| self.written(block), |decoded| decoded.text.as_bytes())
    }

    /// Whether it is in base64, so that it cannot be fixed.
    pub(super) fn is_base64(&self) -> bool {
        self.decoded.as_ref().is_some_and(|decoded| decoded.is_base64)
    }

    /// The name of the request, if it has one that may be shown.
    pub(super) fn title(&self, options: &Options) -> Option<&str> {
        self.frame.name.as_deref().filter(|_| !options.redacts)
    }

    /// Decodes it, if it is in quotes.
    pub(super) fn decode(&mut self, block: &Block) {
        let quotings = &*self.frame.quotings;
        if quotings.is_empty() {
            return;
        }
        let text = simdutf8::basic::from_utf8(self.written(block)).ok();
        self.decoded = text.map(|text| Box::new(Decoded::new(text, quotings)));
        if self.bytes(block).len() > block.max {
            self.frame.error = Some(FrameError::TooLong);
        }
    }
}

/// Reads every request of a block once, and decides whether it is clean. Creates no messages, paths or positions. Also
/// returns what a search has found besides requests, and the position after the block's bytes in the block itself.
pub(super) fn precheck(block: &Block, options: &Options) -> (Vec<Prechecked>, Unchecked, Position) {
    let mut frames = Frames::new(block);
    let mut prechecked = Vec::new();
    let mut scratch = Scratch::default();
    let is_draft = block.shape.has_drafts();
    while let Some(frame) = frames.next() {
        let mut request = Prechecked::new(frame, block);
        let text = simdutf8::basic::from_utf8(request.written(block)).ok();
        let judged = match (&request.decoded, text.filter(|_| request.frame.error.is_none())) {
            (_, None) => None,
            (Some(decoded), _) => judge(&decoded.text, is_draft, &mut Scratch::default(), options),
            (None, Some(text)) => judge(text, is_draft, &mut scratch, options),
        };
        let mut is_reported = block.shape != Shape::Sparse;
        if let Some((passes, order_id, is_complete)) = judged {
            (request.passes, request.order_id) = (passes, order_id);
            is_reported |= is_complete;
        } else if frames.reframe(&request.frame) {
            continue;
        }
        if is_reported {
            prechecked.push(request);
        }
    }
    (prechecked, frames.unchecked(), frames.end())
}

/// Whether a request is clean; its order ID, if there is one and it is looked up; and whether it has `amount` and `basket`.
/// `None` if the text is not a JSON object.
fn judge<'t>(
    text: &'t str,
    is_draft: bool,
    scratch: &mut Scratch<'t>,
    options: &Options,
) -> Option<(bool, Option<IdHash>, bool)> {
    let wants_order_ids = options.order_ids != OrderIds::Off || options.facts.known_orders.is_some();
    let request = read_into(text, scratch)?;
    let passes = rules::is_clean(&Case { is_draft, ..Case::new(&request, &options.facts) });
    // What is not a request creates no session with its order ID.
    let wants_order_id = wants_order_ids && (passes || !is_other(&request));
    let order_id = find::order_id(&request).filter(|_| wants_order_id).and_then(IdHash::of);
    let is_complete = passes || has_amount_and_basket(&request);
    scratch.recycle(request);
    Some((passes, order_id, is_complete))
}
