//! Fixes the requests of a block, before they are reported.

use super::find::Found;
use super::options::Options;
use super::precheck::Prechecked;
use crate::fix::FixMode;
use crate::input::Block;
use crate::request::read;
use crate::rules::tally::WrongTotals;
use crate::rules::{Case, Finding};
use crate::text::{Decoded, Position, Quoting};

/// The text of a fixed request, and how many totals were set.
type Fixed = (String, u64);

/// What fixes have changed in a block.
pub(super) struct Fixes {
    /// The bytes that the block had before.
    pub(super) old: Vec<u8>,
    /// Totals that were set.
    pub(super) totals: u64,
    /// By how much the text after the block is shifted.
    pub(super) shift: Shift,
}

/// How much longer a line, and all of the text up to it, has become. Differences wrap around if something has become
/// shorter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shift {
    line: u64,
    /// The difference in columns, which is also the difference in bytes, because numbers are ASCII.
    by: u64,
    /// The difference of all the text in bytes.
    total: u64,
}

impl Shift {
    /// Shifts a position that is on the line, or after it.
    pub(super) fn apply(self, position: &mut Position) {
        position.offset = position.offset.wrapping_add(self.total);
        if self.line == position.line {
            position.column = position.column.wrapping_add(self.by);
            position.byte = position.byte.wrapping_add(self.by);
        }
    }

    /// This shift, followed by that of a later part of the text.
    pub(super) fn and(self, later: Self) -> Self {
        let by = if self.line == later.line { self.by.wrapping_add(later.by) } else { later.by };
        Self { by, total: self.total.wrapping_add(later.total), ..later }
    }
}

/// The fixed text of each request of a block that can be fixed; `None` if there is no such request.
pub(super) fn find(
    block: &Block,
    requests: &[Prechecked],
    mode: FixMode,
    options: &Options,
) -> Option<Vec<Option<Fixed>>> {
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

/// Applies the fixes of the findings in a text, which is in these quotes, until none applies.
fn fix(written: &str, quotings: &[Quoting], mode: FixMode, options: &Options) -> Option<Fixed> {
    let first = fix_once(written, quotings, mode, options)?;
    let (fixed, totals) = fix_rest(first, quotings, u64::MAX, mode, options);
    (fixed.len() <= options.max_request_bytes).then_some((fixed, totals))
}

fn fix_once(written: &str, quotings: &[Quoting], mode: FixMode, options: &Options) -> Option<Fixed> {
    let decoded = (!quotings.is_empty()).then(|| Decoded::new(written, quotings));
    let request = read(decoded.as_ref().map_or(written, |decoded| &decoded.text))?;
    let found = Found::of(&Case::new(&request, &options.facts, None), options.levels);
    let place = |span| decoded.as_ref().map_or(span, |decoded| decoded.outer_span(span));
    mode.apply(written, &found.findings, place)
}

/// Applies fixes to what is fixed in part: once a total is correct, another one may be certainly wrong. Stops if so many
/// totals are set.
fn fix_rest(
    (mut fixed, mut totals): Fixed,
    quotings: &[Quoting],
    most: u64,
    mode: FixMode,
    options: &Options,
) -> Fixed {
    while totals < most
        && let Some((next, count)) = fix_once(&fixed, quotings, mode, options)
    {
        (fixed, totals) = (next, totals + count);
    }
    (fixed, totals)
}

/// Counts the wrong totals among the findings of a request with this text. Of a request that may be wrong on purpose,
/// none is to be fixed.
pub(super) fn count(text: &str, findings: &[Finding], options: &Options) -> WrongTotals {
    if options.expectation.is_some() {
        return WrongTotals::default();
    }
    let wrong = findings.iter().filter(|finding| finding.total().is_some());
    let fixes = wrong.clone().filter_map(|finding| finding.fix.as_ref());
    let fixable = fixes.clone().count() as u64;
    let mut safe = fixes.filter(|fix| fix.applicability.is_safe()).count() as u64;
    if 0 < safe && safe < fixable {
        let mode = FixMode { applies_unsafe: false, only_shows: true };
        let first = mode.apply(text, findings, |span| span);
        let (_, count) = first.map(|first| fix_rest(first, &[], fixable, mode, options)).unwrap_or_default();
        safe = count;
    }
    WrongTotals { all: wrong.count() as u64, safe, in_doubt: fixable.saturating_sub(safe) }
}

/// Replaces the requests that have a fixed text.
pub(super) fn splice(block: &mut Block, requests: &mut [Prechecked], fixed: Vec<Option<Fixed>>) -> Fixes {
    let (old, mut new) = (&*block.bytes, Vec::with_capacity(block.bytes.len()));
    let (mut copied, mut totals) = (0, 0_u64);
    for (request, fixed) in requests.iter_mut().zip(fixed) {
        let range = request.frame.range.clone();
        new.extend_from_slice(old.get(copied..range.start).unwrap_or_default());
        copied = range.end;
        let start = new.len();
        if let Some((text, count)) = fixed {
            new.extend_from_slice(text.as_bytes());
            totals += count;
        } else {
            new.extend_from_slice(old.get(range).unwrap_or_default());
        }
        request.frame.range = start..new.len();
    }
    new.extend_from_slice(old.get(copied..).unwrap_or_default());
    let [end, new_end] = [old, &new].map(|bytes| block.start.after(bytes));
    let shift = Shift {
        line: end.line,
        by: new_end.byte.wrapping_sub(end.byte),
        total: new_end.offset.wrapping_sub(end.offset),
    };
    let old = std::mem::replace(&mut block.bytes, new);
    for request in requests {
        request.decode(block);
    }
    Fixes { old, totals, shift }
}
