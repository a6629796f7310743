//! Prechecked requests → their reports.

use super::expectation::{Expectation, Expected};
use super::find::Found;
use super::options::Options;
use super::precheck::Prechecked;
use crate::input::{Block, FrameError};
use crate::json::syntax::SyntaxError;
use crate::render::{Applied, Clean, Report, Words};
use crate::request::{Scratch, read_into, trace_id};
use crate::rules::{Case, Finding};
use crate::text::SourceText;
use crate::rules::lint_invalid_json::{explain_frame, explain_syntax};

/// What is found in a request.
#[derive(Clone, Copy)]
pub(super) enum Outcome<'o> {
    /// Nothing.
    Clean(&'o Clean<'o>),
    /// Something.
    Found(&'o Report<'o>),
}

/// Makes the reports of an input's requests.
#[derive(Clone, Copy)]
pub(super) struct Reporter<'r> {
    /// The input's name, as it is shown.
    pub(super) name: &'r str,
    pub(super) options: &'r Options,
}

impl Reporter<'_> {
    /// Calls `take` with what is found in each request of a block, of which the first has the number `first`.
    pub(super) fn report(
        self,
        block: &Block,
        requests: &[Prechecked],
        first: u64,
        mut take: impl FnMut(Outcome),
    ) {
        let (mut counted, mut start) = (0, block.start);
        let mut scratch = Scratch::default();
        for (number, request) in (first..).zip(requests) {
            let bytes = request.bytes(block);
            let expected = self.expected(request);
            if request.is_clean() && expected.is_none_or(Expected::is_nothing) {
                take(Outcome::Clean(&Clean { name: self.name, number, bytes }));
                continue;
            }
            let before = block.bytes.get(counted..request.frame.range.start).unwrap_or_default();
            (counted, start) = (request.frame.range.start, start.after(before));
            let shown = match request.frame.error {
                // There is nothing in it that could be shown.
                Some(FrameError::Encoding(_) | FrameError::Nothing) => b"",
                _ => bytes,
            };
            let source = SourceText::new(shown, start, self.options.redacts);
            let Found { mut findings, mut allowed, order_id } = self.find(block, request, &mut scratch);
            if let Some(expected) = expected {
                let unmet = expected.compare(&source.text, &findings);
                allowed = allowed.saturating_add(self.note(unmet, &mut findings));
            }
            take(Outcome::Found(&Report {
                name: self.name,
                number,
                source,
                findings: &findings,
                allowed,
                trace_id: trace_id(bytes),
                words: self.words(),
                order_id,
            }));
        }
    }

    fn words(self) -> Words {
        let applied = match self.options.fix {
            None => Applied::Nothing,
            Some(mode) if mode.applies_unsafe => Applied::All,
            Some(_) => Applied::Safe,
        };
        Words { redacts: self.options.redacts, applied }
    }

    fn find<'b>(self, block: &'b Block, request: &Prechecked, scratch: &mut Scratch<'b>) -> Found<'b> {
        let Options { facts, levels, .. } = self.options;
        let broken = |finding| Found::levelled(vec![finding], *levels);
        if let Some(error) = request.frame.error {
            return broken(explain_frame(error, block.max));
        }
        let bytes = request.bytes(block);
        let text = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return broken(explain_syntax(SyntaxError::not_utf8(bytes, error.valid_up_to()))),
        };
        let Some(read) = read_into(text, scratch) else {
            return broken(explain_syntax(SyntaxError::of(text)));
        };
        let found = Found::of(&Case::new(&read, facts, request.order_id_used), *levels);
        scratch.recycle(read);
        found
    }

    /// What is expected of a request, if anything is.
    fn expected<'e>(&'e self, request: &'e Prechecked) -> Option<Expected<'e>> {
        let codes = self.options.expectation.as_ref().and_then(Expectation::codes);
        request.expected.as_deref().map(Expected::Errors).or(codes.map(Expected::Codes))
    }

    /// Marks the errors as expected, or adds that they are not; returns how many findings of that do not count.
    fn note(&self, unmet: Option<Finding<'static>>, findings: &mut Vec<Finding>) -> u64 {
        let Some(unmet) = unmet else {
            for finding in findings {
                finding.is_expected = finding.is_error();
            }
            return 0;
        };
        let unmet = Found::levelled(vec![unmet], self.options.levels);
        findings.splice(0..0, unmet.findings);
        unmet.allowed
    }
}
