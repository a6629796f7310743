//! A block → its requests, and what is wrong with each of them alone.

use super::find::{self, Found};
use super::options::Options;
use super::template::{Clean, Template, Templates};
use crate::input::{Block, Frame, FrameError, Frames, Shape, Unchecked};
use crate::request::{Scratch, read_into};
use crate::rules::lint_invalid_json::{has_amount_and_basket, is_other};
use crate::rules::{self, ApiError, Case, Depth, IdHash, OrderIds, PriorUse};
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

/// The requests of a block, before their reports.
pub(super) struct Precheck<'b> {
    pub(super) requests: Vec<Prechecked>,
    /// What is found in those that are not clean, each with the request's index. What is found in others is not kept.
    pub(super) found: Vec<(usize, Found<'b>)>,
    /// What a search has found besides requests.
    pub(super) unchecked: Unchecked,
    /// The position after the block's bytes, in the block itself.
    pub(super) end: Position,
}

/// How many findings of a block are kept until its report. Those of later requests are made again there, so that a block of
/// very small requests does not need many times its own size.
const MAX_KEPT: usize = 4096;

/// Reads every request of a block once, and finds what is wrong with it alone. What is found has no
/// positions, which are not known yet.
pub(super) fn precheck<'b>(
    block: &'b Block,
    options: &Options,
    depth: Depth,
    templates: &mut Templates,
) -> Precheck<'b> {
    let template = templates.of(block.shape);
    let mut frames = Frames::new(block);
    let (mut requests, mut found) = (Vec::new(), Vec::new());
    let mut scratch = Scratch::default();
    let mut room = MAX_KEPT;
    loop {
        if let Some(clean) = next_clean(&mut frames, block, options, template) {
            requests.push(clean);
            continue;
        }
        let Some(frame) = frames.next() else { break };
        let mut request = Prechecked::new(frame, block);
        let text = simdutf8::basic::from_utf8(request.written(block)).ok();
        let judged = match (&request.decoded, text.filter(|_| request.frame.error.is_none())) {
            (_, None) => None,
            (Some(decoded), _) => {
                let judged = judge(&decoded.text, block, &mut Scratch::default(), options, depth);
                // The text that these findings refer to is not part of the block.
                judged.map(|(judged, _)| (judged, None))
            }
            (None, Some(text)) => judge(text, block, &mut scratch, options, depth),
        };
        if judged.is_none() && frames.reframe(&request.frame) {
            continue;
        }
        let (judged, of_request) = judged.unwrap_or_default();
        if judged.passes && request.decoded.is_none() && !block.shape.has_drafts() {
            template.learn(text.unwrap_or_default());
        }
        if block.shape == Shape::Sparse && !judged.is_complete {
            continue;
        }
        (request.passes, request.order_id) = (judged.passes, judged.order_id);
        if let Some(of_request) = of_request
            && let Some(rest) = room.checked_sub(of_request.findings.len())
        {
            room = rest;
            found.push((requests.len(), of_request));
        }
        requests.push(request);
    }
    Precheck { requests, found, unchecked: frames.unchecked(), end: frames.end() }
}

/// The next request, if the template finds it clean.
fn next_clean(
    frames: &mut Frames,
    block: &Block,
    options: &Options,
    template: &mut Template,
) -> Option<Prechecked> {
    let start = frames.next_start().filter(|_| options.uses_templates)?;
    let Clean { end, is_line, order_id } = template.find(&block.bytes, start)?;
    let frame = frames.accept(end, is_line)?;
    let id = block.bytes.get(order_id).filter(|_| wants_order_ids(options)).map(IdHash::from_text);
    Some(Prechecked { passes: true, order_id: id, ..Prechecked::new(frame, block) })
}

/// Whether order IDs are looked up.
fn wants_order_ids(options: &Options) -> bool {
    options.order_ids != OrderIds::Off || options.facts.known_orders.is_some()
}

/// What is known of a request that is a JSON object.
#[derive(Default)]
struct Judged {
    /// Whether no rule finds anything in it.
    passes: bool,
    /// Its order ID, if there is one and it is looked up.
    order_id: Option<IdHash>,
    /// Whether it has `amount` and `basket`.
    is_complete: bool,
}

/// Judges a request; `None` if the text is not a JSON object. There are no findings if it is clean, or something else than a
/// request.
fn judge<'t>(
    text: &'t str,
    block: &Block,
    scratch: &mut Scratch<'t>,
    options: &Options,
    depth: Depth,
) -> Option<(Judged, Option<Found<'t>>)> {
    let request = read_into(text, scratch)?;
    let is_draft = block.shape.has_drafts();
    let case = Case { is_draft, depth, ..Case::new(&request, &options.facts) };
    let findings = rules::check(&case);
    let passes = findings.is_empty();
    let is_request = passes || !is_other(&request);
    // What is not a request creates no session with its order ID.
    let wants_order_id = wants_order_ids(options) && is_request;
    let order_id = find::order_id(&request).filter(|_| wants_order_id).and_then(IdHash::of);
    let is_complete = passes || has_amount_and_basket(&request);
    let found = (is_request && !passes).then(|| Found::of(findings, &case, options));
    scratch.recycle(request);
    Some((Judged { passes, order_id, is_complete }, found))
}
