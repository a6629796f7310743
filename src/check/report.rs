//! Prechecked requests → their reports.

use std::mem;
use std::sync::Arc;

use iso_currency::Currency;

use super::batch::{Batch, PrecheckedBlock};
use super::checked::Checked;
use super::expectation::Expected;
use super::find::Found;
use super::fixes::{self, Fixes};
use super::options::Options;
use super::precheck::Prechecked;
use crate::fix::Piece;
use crate::input::{Block, Frame, FrameError};
use crate::render::{Applied, Clean, Entries, Render, Report, Words};
use crate::request::Scratch;
use crate::rules::Depth;
use crate::rules::lint_invalid_json::{explain_file_type, explain_frame, explain_not_utf8};
use crate::rules::tally::Fixed;
use crate::text::{Position, SourceText, line_breaks};

/// The most bytes of reports that are kept before they are emitted.
const MAX_TEXT: usize = 1024 * 1024;

/// Reports and counts the requests of a batch.
pub(super) fn report(
    batch: Batch,
    options: &Options,
    depth: Depth,
    renderers: &[Arc<dyn Render>],
    emit: &mut dyn FnMut(Checked),
) {
    let Batch { mut checked, blocks, first: mut number } = batch;
    let input = Arc::clone(&checked.input);
    let nothing = || renderers.iter().map(|_| Entries::default()).collect();
    checked.entries = nothing();
    for PrecheckedBlock { block, fixes: made, start, requests, found, .. } in blocks {
        let mut reporter = Reporter::new(&input.name, block, start, options, depth);
        let mut found = found.into_iter().peekable();
        for (index, request) in requests.iter().enumerate() {
            let Checked { entries, tally, .. } = &mut checked;
            let outputs = || renderers.iter().zip(entries);
            let found = found.next_if(|(of, _)| *of == index).map(|(_, found)| found);
            let expected = Expected::of(request.expected.as_deref(), options.expectation.as_ref());
            let is_clean = request.passes && request.order_id_used.is_none();
            if is_clean && expected.is_none_or(Expected::is_nothing) {
                let title = request.title(options);
                let clean = Clean { name: &input.name, number, title, bytes: request.bytes(block) };
                outputs().for_each(|(renderer, entries)| renderer.render_clean(&clean, entries));
            } else {
                reporter.report(request, number, found, expected, |report| {
                    let fixable = fixes::count(&report.source.text, report.findings, options, depth);
                    tally.add(report.findings, report.allowed, fixable);
                    outputs().for_each(|(renderer, entries)| renderer.render(report, entries));
                });
            }
            number += 1;
            if checked.entries.iter().any(|entries| entries.text.len() > MAX_TEXT) {
                emit(Checked {
                    input: Arc::clone(&input),
                    entries: mem::replace(&mut checked.entries, nothing()),
                    tally: mem::take(&mut checked.tally),
                    ..Checked::default()
                });
            }
        }
        checked.pieces.extend(options.fix.and_then(|_| piece(block, made)));
    }
    emit(checked);
}

/// What is to be copied of a block, in a run that makes fixes.
fn piece(block: &Block, fixes: Option<&Fixes>) -> Option<Piece> {
    match fixes {
        Some(Fixes { old, count, .. }) => {
            Some(Piece { old: old.clone(), new: Some(block.bytes.clone()), fixes: *count })
        }
        None if block.is_truncated => None,
        None => Some(Piece { old: block.bytes.clone(), new: None, fixes: Fixed::default() }),
    }
}

/// Makes the reports of a block's requests.
struct Reporter<'b> {
    /// The input's name, as it is shown.
    name: &'b str,
    block: &'b Block,
    options: &'b Options,
    depth: Depth,
    words: Words,
    scratch: Scratch<'b>,
    /// The bytes and the line breaks before the last reported request in the block, and its position.
    bytes: usize,
    line_breaks: u64,
    start: Position,
}

impl<'b> Reporter<'b> {
    fn new(name: &'b str, block: &'b Block, start: Position, options: &'b Options, depth: Depth) -> Self {
        let applied = match options.fix {
            None => Applied::Nothing,
            Some(mode) if mode.applies_unsafe => Applied::All,
            Some(_) => Applied::Safe,
        };
        let words = Words { redacts: options.redacts, applied };
        Self {
            name,
            block,
            options,
            depth,
            words,
            scratch: Scratch::default(),
            bytes: 0,
            line_breaks: 0,
            start,
        }
    }

    /// Calls `take` with the report of the block's next request that has one, and what was found in it, if that is known.
    fn report(
        &mut self,
        request: &'b Prechecked,
        number: u64,
        found: Option<Found<'_>>,
        expected: Option<Expected>,
        take: impl FnOnce(&Report),
    ) {
        let (bytes, written) = (request.bytes(self.block), request.written(self.block));
        self.advance(request);
        let redacts = self.options.redacts;
        let source = match (&request.decoded, request.frame.error) {
            // It has no text that can be shown.
            (_, Some(FrameError::Encoding(_) | FrameError::Nothing)) => {
                SourceText::new(b"", self.start, redacts)
            }
            (_, Some(FrameError::NotJson(kind))) if !kind.is_text() => {
                SourceText::new(b"", self.start, redacts)
            }
            (Some(decoded), _) => SourceText::decoded(written, decoded, self.start, redacts),
            (None, _) => match found.as_ref().and_then(|found| found.text) {
                Some(text) => SourceText::of(text.into(), self.start, redacts),
                None => SourceText::new(bytes, self.start, redacts),
            },
        };
        let mut found = found.unwrap_or_else(|| self.find(request, bytes));
        if let Some(prior) = request.order_id_used {
            found.add_prior_use(prior, &source.text, self.options.levels);
        }
        if request.is_base64() {
            found.findings.iter_mut().for_each(|finding| finding.fix = None);
        }
        if let Some(expected) = expected {
            found.expect(expected, &source.text, self.options.levels);
        }
        let Found { findings, allowed, order_id, currency, .. } = &found;
        take(&Report {
            name: self.name,
            number,
            title: request.title(self.options),
            source,
            findings,
            allowed,
            bytes,
            words: self.words,
            order_id: *order_id,
            currency: currency.as_ref().map(Currency::code),
        });
    }

    /// Counts up to the start of a request.
    fn advance(&mut self, request: &Prechecked) {
        let Frame { range, line_breaks: before, .. } = &request.frame;
        let between = self.block.bytes.get(self.bytes..range.start).unwrap_or_default();
        let counted = before.and_then(|before| before.checked_sub(self.line_breaks));
        let counted = counted.unwrap_or_else(|| line_breaks(between));
        self.start = Position::after_lines(counted, between).within(self.start);
        (self.bytes, self.line_breaks) = (range.start, self.line_breaks + counted);
    }

    fn find(&mut self, request: &'b Prechecked, bytes: &'b [u8]) -> Found<'b> {
        let options = self.options;
        let not_a_request = match (request.frame.error, simdutf8::compat::from_utf8(bytes)) {
            (Some(FrameError::NotJson(kind)), _) => {
                explain_file_type(kind, bytes, self.start, bytes.len() >= self.block.max)
            }
            (Some(error), _) => explain_frame(error, self.block.max),
            (None, Err(error)) => explain_not_utf8(bytes, error.valid_up_to()),
            (None, Ok(text)) => {
                let is_draft = self.block.shape.has_drafts();
                return Found::in_text(text, self.start, is_draft, options, self.depth, &mut self.scratch);
            }
        };
        Found::levelled(vec![not_a_request], options.levels)
    }
}
