//! Fixes the requests of a block, before they are reported.

use super::find::Found;
use super::options::Options;
use super::precheck::Prechecked;
use crate::fix::{self, FixMode};
use crate::input::Block;
use crate::json::Span;
use crate::request::read;
use crate::rules::levels::Level;
use crate::rules::tally::{Fixable, Fixed};
use crate::rules::{self, Case, Claim, Depth, Finding, lint_wrong_type};
use crate::text::{Decoded, Position, Quoting};

/// The text of a fixed request, and the fixes.
type FixedText = (String, Fixed);

/// What fixes have changed in a block.
pub(super) struct Fixes {
    /// The bytes that the block had before.
    pub(super) old: Vec<u8>,
    /// The fixes that were made.
    pub(super) count: Fixed,
    /// By how much the text after the block is shifted.
    pub(super) shift: Shift,
}

/// How much longer a line, and all of the text up to it, has become. Differences wrap around if something has become
/// shorter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shift {
    line: u64,
    /// The difference of the line in columns, and in bytes.
    columns: u64,
    bytes: u64,
    /// The difference of all the text in bytes.
    total: u64,
}

impl Shift {
    /// Shifts a position that is on the line, or after it.
    pub(super) fn apply(self, position: &mut Position) {
        position.offset = position.offset.wrapping_add(self.total);
        if self.line == position.line {
            position.column = position.column.wrapping_add(self.columns);
            position.byte = position.byte.wrapping_add(self.bytes);
        }
    }

    /// This shift, if the shifted text ends at this position.
    pub(super) fn before(self, end: Position) -> Self {
        Self { line: end.line, ..self }
    }

    /// This shift, followed by that of a later part of the text.
    pub(super) fn and(self, later: Self) -> Self {
        let (columns, bytes) = if self.line == later.line { (self.columns, self.bytes) } else { (0, 0) };
        Self {
            line: later.line,
            columns: columns.wrapping_add(later.columns),
            bytes: bytes.wrapping_add(later.bytes),
            total: self.total.wrapping_add(later.total),
        }
    }
}

/// The fixed text of each request of a block that can be fixed; `None` if there is no such request.
pub(super) fn find(
    block: &Block,
    requests: &[Prechecked],
    mode: FixMode,
    options: &Options,
) -> Option<Vec<Option<FixedText>>> {
    // Such a block has only the beginning of its request.
    if block.is_truncated || requests.iter().all(|request| request.passes) {
        return None;
    }
    let fix_one = |request: &Prechecked| {
        let is_wrong = !request.passes && request.frame.error.is_none() && !request.is_base64();
        let bytes = is_wrong.then(|| request.written(block))?;
        fix(simdutf8::basic::from_utf8(bytes).ok()?, &request.frame.quotings, mode, options)
    };
    let fixed: Vec<_> = requests.iter().map(fix_one).collect();
    fixed.iter().any(Option::is_some).then_some(fixed)
}

/// A text that is in quotes of another text, and the text that it is there.
struct Quoted<'t> {
    written: &'t str,
    decoded: Option<Decoded>,
}

impl<'t> Quoted<'t> {
    fn new(written: &'t str, quotings: &[Quoting]) -> Self {
        Self { written, decoded: (!quotings.is_empty()).then(|| Decoded::new(written, quotings)) }
    }

    fn text(&self) -> &str {
        self.decoded.as_ref().map_or(self.written, |decoded| &decoded.text)
    }

    /// Where a span of the text is as it is written.
    fn place(&self, span: Span) -> Span {
        self.decoded.as_ref().map_or(span, |decoded| decoded.outer_span(span))
    }
}

/// Applies the fixes of the findings in a text, which is in these quotes, until none applies.
fn fix(written: &str, quotings: &[Quoting], mode: FixMode, options: &Options) -> Option<FixedText> {
    let (unquoted, quoted) = unquote(written, quotings, mode, options).unzip();
    let total = set_totals(unquoted.as_deref().unwrap_or(written), quotings, mode, options);
    let (fixed, totals) = match (unquoted, total) {
        (_, Some(fixed)) => set_other_totals(fixed, quotings, u64::MAX, mode, options),
        (unquoted, None) => (unquoted?, 0),
    };
    let count = Fixed { totals, quoted: quoted.unwrap_or_default() };
    (fixed.len() <= options.max_request_bytes).then_some((fixed, count))
}

/// Writes all numbers in quotes without them, if the mode allows it; also those of the findings that are not kept.
fn unquote(written: &str, quotings: &[Quoting], mode: FixMode, options: &Options) -> Option<(String, u64)> {
    let is_allowed = *options.levels.get(&lint_wrong_type::RULE) == Level::Allow;
    let quoted = (mode.applies_unsafe && !is_allowed).then(|| Quoted::new(written, quotings))?;
    let edits = lint_wrong_type::unquote_all(&read(quoted.text())?);
    Some((fix::edit(written, edits.iter().collect(), |span| quoted.place(span))?, edits.len() as u64))
}

/// Sets totals. Returns the new text, and how many were set.
fn set_totals(
    written: &str,
    quotings: &[Quoting],
    mode: FixMode,
    options: &Options,
) -> Option<(String, u64)> {
    let quoted = Quoted::new(written, quotings);
    let request = read(quoted.text())?;
    let case = Case { depth: Depth::Fix, ..Case::new(&request, &options.facts) };
    let found = Found::of(rules::check(&case), &case, options);
    mode.apply(written, &found.findings, |span| quoted.place(span))
}

/// Sets totals in a text in which some are set: once a total is correct, another one may be certainly wrong. Stops if so many
/// are set.
fn set_other_totals(
    (mut fixed, mut totals): (String, u64),
    quotings: &[Quoting],
    most: u64,
    mode: FixMode,
    options: &Options,
) -> (String, u64) {
    while totals < most
        && let Some((next, count)) = set_totals(&fixed, quotings, mode, options)
    {
        (fixed, totals) = (next, totals + count);
    }
    (fixed, totals)
}

/// Counts what can be fixed among the findings of a request with this text. Of a request that may be wrong on purpose,
/// nothing is to be fixed.
pub(super) fn count(text: &str, findings: &[Finding], options: &Options, depth: Depth) -> Fixable {
    if options.expectation.is_some() || depth == Depth::Finding {
        return Fixable::default();
    }
    let wrong = findings.iter().filter(|finding| finding.total().is_some());
    let fixes = wrong.clone().filter_map(|finding| finding.fix.as_ref());
    let mut fixable = Fixed { totals: fixes.clone().count() as u64, quoted: 0 };
    let mut safe = fixes.filter(|fix| fix.applicability.is_safe()).count() as u64;
    if 0 < safe && safe < fixable.totals {
        let mode = FixMode { applies_unsafe: false, only_shows: true };
        let first = mode.apply(text, findings, |span| span);
        (_, safe) = first
            .map(|first| set_other_totals(first, &[], fixable.totals, mode, options))
            .unwrap_or_default();
    }
    let may_be_quoted = |finding: &&Finding| finding.fix.is_some() || finding.more > 0;
    let wrong_types = findings.iter().filter(|finding| matches!(finding.claim, Claim::WrongType { .. }));
    if wrong_types.filter(may_be_quoted).count() > 0 {
        // Once they are numbers, more totals can be compared.
        let mode = FixMode { applies_unsafe: true, only_shows: true };
        (_, fixable) = fix(text, &[], mode, options).unwrap_or_default();
    }
    Fixable {
        totals: fixable.totals.max(wrong.count() as u64),
        safe,
        in_doubt: fixable.totals.saturating_sub(safe),
        quoted: fixable.quoted,
    }
}

/// Replaces the requests of a block that have a fixed text. The block's bytes end at `end`, as a position in itself.
pub(super) fn splice(
    block: &mut Block,
    requests: &mut [Prechecked],
    fixed: Vec<Option<FixedText>>,
    end: Position,
) -> Fixes {
    let (old, mut new) = (&*block.bytes, Vec::with_capacity(block.bytes.len()));
    let (mut copied, mut count) = (0, Fixed::default());
    for (request, fixed) in requests.iter_mut().zip(fixed) {
        let range = request.frame.range.clone();
        new.extend_from_slice(old.get(copied..range.start).unwrap_or_default());
        copied = range.end;
        let start = new.len();
        if let Some((text, of_request)) = fixed {
            new.extend_from_slice(text.as_bytes());
            count.add(of_request);
        } else {
            new.extend_from_slice(old.get(range).unwrap_or_default());
        }
        request.frame.range = start..new.len();
    }
    new.extend_from_slice(old.get(copied..).unwrap_or_default());
    let new_end = Position::end_of(&new);
    let shift = Shift {
        line: end.line,
        columns: new_end.column.wrapping_sub(end.column),
        bytes: new_end.byte.wrapping_sub(end.byte),
        total: new_end.offset.wrapping_sub(end.offset),
    };
    let old = std::mem::replace(&mut block.bytes, new);
    for request in requests {
        request.decode(block);
    }
    Fixes { old, count, shift }
}
