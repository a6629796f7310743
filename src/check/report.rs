//! A block of a stream → verdicts → reports: what is found in each request, and where it stands.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

use memchr::{memchr, memrchr};
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_128;

use crate::causes;
use crate::check::expectation::Expected;
use crate::fix::Mending;
use crate::input::{Block, FrameError, Frame, Frames};
use crate::json::Span;
use crate::json::syntax::SyntaxError;
use crate::render::{Applied, Words};
use crate::rules::api_error::ApiError;
use crate::request::{Request, Scratch, read_into};
use crate::rules::facts::{Facts, Id, PriorUse};
use crate::rules::finding::{Finding, Severity};
use crate::rules::levels::Levels;
use crate::rules::lint_invalid_json::{explain_frame, explain_syntax};
use crate::rules::{self, Case, Rule};
use crate::text::position::Position;
use crate::text::redact::Redacted;

/// What is found in one request.
#[derive(Debug)]
pub struct Report<'a> {
    /// The input's name, as it is shown.
    pub name: &'a str,
    /// The request's number in its input, from 1.
    pub number: u64,
    /// Where the request stands in its input.
    pub start: Position,
    /// The request's text; where it is not UTF-8, with replacement characters.
    pub text: &'a str,
    /// Whether replacement characters stand in the text for what is not UTF-8.
    pub is_lossy: bool,
    /// The findings, in order; none if all are allowed.
    pub findings: &'a [Finding<'a>],
    /// How many more there were that are allowed.
    pub allowed: u64,
    /// The envelope's `trace_id`.
    pub trace_id: Uuid,
    /// How the findings are put into words.
    pub words: Words,
    redacted: OnceCell<Redacted>,
    /// The order ID as it is written, if there is one.
    pub order_id: Option<&'a str>,
    /// The last place that was asked for, so that the text before it is not counted again.
    counted: Cell<(usize, Position)>,
    /// The last line's start that was asked for.
    counted_lines: Cell<(usize, Position)>,
    /// The last line that was asked for, so that a long one is not searched for its ends again.
    line: Cell<(usize, usize)>,
}

impl Report<'_> {
    /// Where a byte of the request's text stands in the input.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.count_to(offset, &self.counted)
    }

    fn count_to(&self, offset: usize, counted: &Cell<(usize, Position)>) -> Position {
        let (from, position) = counted.get();
        let (from, position) = if from <= offset { (from, position) } else { (0, self.start) };
        let position = position.after(self.text.as_bytes().get(from..offset).unwrap_or_default());
        counted.set((offset, position));
        position
    }

    /// The text as it may be shown, of as many lines.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.redacted().map_or(self.text, Redacted::text)
    }

    /// Where a span of the text is in what may be shown.
    #[must_use]
    pub fn shown_span(&self, span: Span) -> Span {
        self.redacted().map_or(span, |redacted| redacted.shown(span))
    }

    /// The line in the input of an offset in what may be shown, which is at a line's start.
    #[must_use]
    pub fn shown_line(&self, offset: usize) -> u64 {
        let offset = self.redacted().map_or(offset, |redacted| redacted.real(offset));
        self.count_to(offset, &self.counted_lines).line
    }

    /// The line around a byte of what may be shown, without its line break.
    #[must_use]
    pub fn shown_line_around(&self, offset: usize) -> Range<usize> {
        let (start, end) = self.line.get();
        if (start..=end).contains(&offset) {
            return start..end;
        }
        let text = self.shown().as_bytes();
        let (before, behind) = text.split_at_checked(offset).unwrap_or((text, b""));
        let start = memrchr(b'\n', before).map_or(0, |newline| newline.saturating_add(1));
        let end = memchr(b'\n', behind).map_or(text.len(), |newline| before.len().saturating_add(newline));
        self.line.set((start, end));
        start..end
    }

    fn redacted(&self) -> Option<&Redacted> {
        self.words.redacts.then(|| self.redacted.get_or_init(|| Redacted::new(self.text)))
    }

    /// The findings of this severity, without the expected ones.
    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        let counts = |finding: &&Finding| finding.severity == severity && !finding.is_expected;
        self.findings.iter().filter(counts).count() as u64
    }
}

/// A request in which nothing is found.
#[derive(Clone, Copy, Debug)]
pub struct Clean<'a> {
    /// The input's name, as it is shown.
    pub name: &'a str,
    /// The request's number in its input, from 1.
    pub number: u64,
    /// The request.
    pub bytes: &'a [u8],
}

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
    pub(crate) order_id_used: Option<PriorUse>,
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
        (!self.is_clean && self.frame.error.is_none()).then(|| self.frame.range.clone())
    }
}

/// Reads every request of a block once, and judges it. Builds no message, no path and no position.
pub(crate) fn judge(block: &Block, facts: &Facts, wants_order_ids: bool) -> Vec<Judged> {
    let mut frames = Frames::new(block);
    let mut judged = Vec::new();
    let mut spare = Scratch::default();
    while let Some(frame) = frames.next() {
        let text = simdutf8::basic::from_utf8(bytes_of(block, &frame)).ok().filter(|_| frame.error.is_none());
        let Some(request) = text.and_then(|text| read_into(text, &mut spare)) else {
            if !frames.reframe(&frame) {
                judged.push(Judged::new(frame));
            }
            continue;
        };
        judged.push(Judged {
            is_clean: rules::is_clean(&Case::new(&request, facts, None)),
            order_id: wants_order_ids.then(|| order_id(&request)).flatten(),
            ..Judged::new(frame)
        });
        spare.recycle(request);
    }
    judged
}

fn order_id(request: &Request) -> Option<Id> {
    order_id_of(request).and_then(Id::of)
}

/// The order ID as it is written: a string, or there is none.
fn order_id_of<'a>(request: &Request<'a>) -> Option<&'a str> {
    request.order_id.filter(|text| text.starts_with('"'))
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
        let mut spare = Scratch::default();
        for (number, request) in (first..).zip(judged) {
            let bytes = bytes_of(block, &request.frame);
            let expected = self.expected(request);
            if request.is_clean() && expected.is_none_or(Expected::is_nothing) {
                take(Outcome::Clean(&Clean { name: self.name, number, bytes }));
                continue;
            }
            let before = block.bytes().get(counted..request.frame.range.start).unwrap_or_default();
            (counted, start) = (request.frame.range.start, start.after(before));
            let text = match request.frame.error {
                // There is nothing in it that could be shown.
                Some(FrameError::Encoding(_) | FrameError::Nothing) => Cow::Borrowed(""),
                _ => simdutf8::basic::from_utf8(bytes)
                    .map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed),
            };
            let Found { mut findings, mut allowed, order_id } = self.find(block, request, &mut spare);
            if let Some(expected) = expected {
                let unmet = expected.compare(&text, &findings);
                allowed = allowed.saturating_add(self.note(unmet, &mut findings));
            }
            let trace_id = trace_id(bytes);
            take(Outcome::Found(&Report {
                name: self.name,
                number,
                start,
                text: &text,
                is_lossy: matches!(text, Cow::Owned(_)),
                findings: &findings,
                allowed,
                trace_id,
                words: self.words(),
                redacted: OnceCell::new(),
                order_id,
                counted: Cell::new((0, start)),
                counted_lines: Cell::new((0, start)),
                // None.
                line: Cell::new((1, 0)),
            }));
        }
    }

    fn words(&self) -> Words {
        let applied = match self.mended {
            None => Applied::Nothing,
            Some(mending) if mending.also_in_doubt => Applied::All,
            Some(_) => Applied::Safe,
        };
        Words { redacts: self.redacts, applied }
    }

    fn find<'b>(&self, block: &'b Block, judged: &Judged, spare: &mut Scratch<'b>) -> Found<'b> {
        if let Some(error) = judged.frame.error {
            return self.levelled(vec![explain_frame(error, block.max)]);
        }
        let bytes = bytes_of(block, &judged.frame);
        let text = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                return self.levelled(vec![explain_syntax(SyntaxError::not_utf8(bytes, error.valid_up_to()))]);
            }
        };
        let Some(request) = read_into(text, spare) else {
            return self.levelled(vec![explain_syntax(SyntaxError::of(text))]);
        };
        let case = Case::new(&request, self.facts, judged.order_id_used);
        let mut found = self.levelled(rules::check(&case));
        causes::explain(&case, &mut found.findings);
        found.order_id = order_id_of(&request);
        spare.recycle(request);
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

/// A UUID of version 8 (RFC 9562, §5.8) from the request's bytes alone (contract §4).
#[must_use]
pub fn trace_id(bytes: &[u8]) -> Uuid {
    Uuid::new_v8(xxh3_128(bytes).to_be_bytes())
}
