//! A block of a stream → verdicts → reports: what is found in each request, and where it stands.

use std::ops::Range;

use crate::causes;
use crate::check::expectation::Expected;
use crate::fix::Mending;
use crate::input::{Block, Fault, Frame, Frames};
use crate::render::ApiError;
use crate::render::report::{Clean, Report};
use crate::request::trace_id::trace_id;
use crate::request::{Request, Spare, read_into};
use crate::rules::facts::{Facts, Id, Use};
use crate::rules::finding::Finding;
use crate::rules::levels::Levels;
use crate::rules::syntax;
use crate::rules::{self, Case, Rule};
use crate::text::source::SourceText;

/// What is found in a request.
#[derive(Clone, Copy)]
pub(crate) enum Outcome<'o> {
    /// Nothing.
    Clean(&'o Clean<'o>),
    /// Something.
    Found(&'o Report<'o>),
}

/// A request of a block, before its report.
#[derive(Debug)]
pub(crate) struct Judged {
    frame: Frame,
    /// No rule finds anything, as far as the request alone and the facts about users tell.
    is_clean: bool,
    /// Its order ID, if it was asked for and there is one.
    pub(crate) order_id: Option<Id>,
    /// Where that was used before.
    pub(crate) order_id_used: Option<Use>,
    /// The errors that it must give, if a file says so.
    pub(crate) expected: Option<Vec<ApiError<'static>>>,
}

impl Judged {
    /// A request of which nothing is known yet.
    fn new(frame: Frame) -> Self {
        Self { frame, is_clean: false, order_id: None, order_id_used: None, expected: None }
    }

    /// Whether there is nothing to be said of it.
    pub(crate) fn is_clean(&self) -> bool {
        self.is_clean && self.order_id_used.is_none()
    }

    /// Where it stands in its block, if something was found in it that it says itself.
    pub(crate) fn range_to_mend(&self) -> Option<Range<usize>> {
        (!self.is_clean && self.frame.fault.is_none()).then(|| self.frame.range.clone())
    }
}

/// Reads every request of a block once, and judges it. Builds no message, no path and no position.
pub(crate) fn judge(block: &Block, facts: &Facts, wants_order_ids: bool) -> Vec<Judged> {
    let mut frames = Frames::new(block);
    let mut judged = Vec::new();
    let mut spare = Spare::default();
    while let Some(frame) = frames.next() {
        let text = simdutf8::basic::from_utf8(bytes_of(block, &frame)).ok().filter(|_| frame.fault.is_none());
        let Some(request) = text.and_then(|text| read_into(text, &mut spare)) else {
            if !frames.take_back(&frame) {
                judged.push(Judged::new(frame));
            }
            continue;
        };
        judged.push(Judged {
            is_clean: rules::is_clean(&Case::new(&request, facts, None)),
            order_id: wants_order_ids.then(|| order_id(&request)).flatten(),
            ..Judged::new(frame)
        });
        spare.take_back(request);
    }
    judged
}

fn order_id(request: &Request) -> Option<Id> {
    order_id_of(request).and_then(Id::of)
}

/// The order ID as it is written: a string, or there is none.
fn order_id_of<'a>(request: &Request<'a>) -> Option<&'a str> {
    request.parameter("order_id").filter(|text| text.starts_with('"'))
}

fn bytes_of<'b>(block: &'b Block, frame: &Frame) -> &'b [u8] {
    block.bytes().get(frame.range.clone()).unwrap_or_default()
}

/// Makes the reports of a block's requests.
#[derive(Clone, Copy)]
pub(crate) struct Reporter<'r> {
    /// The input's name, as it is shown.
    pub(crate) name: &'r str,
    pub(crate) facts: &'r Facts,
    pub(crate) levels: Levels,
    /// The errors that every request must give.
    pub(crate) expected: Option<&'r [&'static Rule]>,
    /// What was mended before.
    pub(crate) mended: Option<Mending>,
    /// Whether no string of a request may be shown.
    pub(crate) redacts: bool,
}

/// What is found in a text.
struct Found<'t> {
    /// The findings that count.
    findings: Vec<Finding<'t>>,
    /// How many do not.
    allowed: u64,
    order_id: Option<&'t str>,
}

impl Reporter<'_> {
    /// Hands what is found in each request to `take`; the block's first request has the number `first`.
    pub(crate) fn report(&self, block: &Block, judged: &[Judged], first: u64, mut take: impl FnMut(Outcome)) {
        let (mut counted, mut start) = (0, block.start);
        let mut spare = Spare::default();
        for (number, request) in (first..).zip(judged) {
            let bytes = bytes_of(block, &request.frame);
            let expected = self.expected(request);
            if request.is_clean() && expected.is_none_or(Expected::is_nothing) {
                take(Outcome::Clean(&Clean { name: self.name, number, bytes }));
                continue;
            }
            let before = block.bytes().get(counted..request.frame.range.start).unwrap_or_default();
            (counted, start) = (request.frame.range.start, start.after(before));
            let shown = match request.frame.fault {
                // There is nothing in it that could be shown.
                Some(Fault::Encoding(_) | Fault::Nothing) => b"",
                _ => bytes,
            };
            let source = SourceText::new(shown, start, self.redacts);
            let Found { mut findings, mut allowed, order_id } = self.find(block, request, &mut spare);
            if let Some(expected) = expected {
                // An envelope that is expected hides nothing.
                let whole = Self { redacts: false, ..*self };
                let whole = self.redacts.then(|| whole.find(block, request, &mut spare).findings);
                let unmet = expected.compare(&source.text, whole.as_ref().unwrap_or(&findings), self.redacts);
                allowed = allowed.saturating_add(self.note(unmet, &mut findings));
            }
            take(Outcome::Found(&Report {
                name: self.name,
                number,
                source,
                findings: &findings,
                allowed,
                trace_id: trace_id(bytes),
                order_id,
            }));
        }
    }

    fn find<'b>(&self, block: &'b Block, judged: &Judged, spare: &mut Spare<'b>) -> Found<'b> {
        if let Some(fault) = judged.frame.fault {
            return self.levelled(vec![syntax::explain_fault(fault, block.max)]);
        }
        let bytes = bytes_of(block, &judged.frame);
        let text = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                return self.levelled(vec![syntax::explain_encoding(bytes, error.valid_up_to())]);
            }
        };
        let Some(request) = read_into(text, spare) else {
            return self.levelled(vec![syntax::explain_text(text)]);
        };
        let case = Case::new(&request, self.facts, judged.order_id_used);
        let case = Case { redacts: self.redacts, ..case };
        let mut found = self.levelled(rules::check(&case));
        causes::explain(&case, &mut found.findings);
        if let Some(mended) = self.mended {
            mended.explain(&mut found.findings);
        }
        found.order_id = order_id_of(&request);
        spare.take_back(request);
        found
    }

    /// What is expected of a request, if anything is.
    fn expected<'e>(&'e self, request: &'e Judged) -> Option<Expected<'e>> {
        request.expected.as_deref().map(Expected::Errors).or(self.expected.map(Expected::Codes))
    }

    /// Marks the errors as expected, or adds that they are not; returns how many findings of that do not count.
    fn note(&self, unmet: Option<Finding<'static>>, findings: &mut Vec<Finding>) -> u64 {
        let Some(unmet) = unmet else {
            for finding in findings {
                finding.is_expected = finding.is_error();
            }
            return 0;
        };
        let unmet = self.levelled(vec![unmet]);
        findings.splice(0..0, unmet.findings);
        unmet.allowed
    }

    fn levelled<'t>(&self, mut findings: Vec<Finding<'t>>) -> Found<'t> {
        let allowed = self.levels.apply(&mut findings);
        Found { findings, allowed, order_id: None }
    }
}
