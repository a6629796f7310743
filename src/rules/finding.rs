//! A finding: values, located by path and by span, which every format shows in its own way.

use super::cause::Diagnosis;
use super::claim::{Claim, Doubt, Role};
use super::rule::Rule;
use crate::json::Span;
use crate::request::{Path, totals::Declared};
use crate::text::Tone;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The request would be refused, or could not be checked.
    Error,
    /// The request would pass, but is probably not what was meant.
    Warning,
}

impl Severity {
    /// "error" or "warning".
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    /// Its colour.
    pub(crate) fn tone(self) -> Tone {
        match self {
            Self::Error => Tone::Error,
            Self::Warning => Tone::Warning,
        }
    }
}

/// One finding about one request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding<'a> {
    /// The rule that made it.
    pub rule: &'static Rule,
    /// How bad it is: as bad as its rule, unless the settings give that another level.
    pub severity: Severity,
    /// It is an error that is expected, so it does not count.
    pub is_expected: bool,
    /// The field to change; `None` where no field is at fault.
    pub path: Option<Path<'a>>,
    /// The text that it points at, in bytes of the request's text.
    pub span: Span,
    /// What is wrong.
    pub claim: Claim<'a>,
    /// The fields that contradict it.
    pub operands: Vec<Operand<'a>>,
    /// Why it is so, for a total that differs from its sum.
    pub diagnosis: Option<Diagnosis<'a>>,
    /// The correction, if there is one.
    pub fix: Option<Fix<'a>>,
    /// How many more findings its rule has in the request: of one rule, at most 1,000 are kept (contract §8). The last of
    /// these has the number; it is 0 for all others.
    pub more: u64,
}

/// A correction of the request's text.
#[derive(Clone, Debug)]
pub struct Fix<'a> {
    /// What to replace, in the text's order. The edits do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it is certain that this text is wrong.
    pub applicability: Applicability<'a>,
}

/// A part of the request's text, and what to write instead of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The part, in bytes of the request's text.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Debug)]
pub enum Applicability<'a> {
    /// It changes what is certainly wrong to what is certainly right.
    Safe,
    /// Something else may be what is wrong, for this reason.
    Unsafe(Doubt<'a>),
}

impl Applicability<'_> {
    /// Whether the fix may be applied without asking.
    pub fn is_safe(&self) -> bool {
        matches!(self, Self::Safe)
    }
}

/// A field that a finding's number came from.
#[derive(Clone, Debug)]
pub struct Operand<'a> {
    /// The field; `None` for a text that is not a field's value, such as a key.
    pub path: Option<Path<'a>>,
    /// Its text, in bytes of the request's text.
    pub span: Span,
    /// Its part in the finding.
    pub role: Role,
}

impl<'a> Finding<'a> {
    /// A finding without operands, cause and fix.
    pub fn new(rule: &'static Rule, path: Option<Path<'a>>, span: Span, claim: Claim<'a>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            is_expected: false,
            path,
            span,
            claim,
            operands: Vec::new(),
            diagnosis: None,
            fix: None,
            more: 0,
        }
    }

    /// The declared total that it says to differ from its sum, if it does.
    pub fn total(&self) -> Option<Declared> {
        match self.claim {
            Claim::TotalDiffers { total, .. } => Some(total),
            _ => None,
        }
    }

    /// The total whose finding describes the cause of this one, if a cause is known: all findings of a request with the same
    /// total here have one cause in common.
    pub fn cause_at(&self) -> Option<Declared> {
        match self.diagnosis.as_ref()? {
            Diagnosis::SameAs(total) => Some(*total),
            diagnosis => diagnosis.cause().and(self.total()),
        }
    }

    /// How many findings it is: itself, and those of its rule that are not kept.
    pub(crate) fn count(&self) -> u64 {
        1 + self.more
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Its place among the findings of its request: the documented errors in the order of the vendor's page, then the
    /// linter's own by position, then warnings by position (contract §4). At one position, an object comes before
    /// its fields.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let is_own = !self.rule.is_documented();
        let position = if is_own { self.span.start } else { 0 };
        let is_in_object = is_own && self.path.is_some_and(|path| path.field.is_some());
        (self.severity, is_own, position, is_in_object)
    }
}

/// Findings of one rule and one request that are kept (contract §8).
const MAX_KEPT: u64 = 1000;

/// The findings of one request, as the rules make them.
#[derive(Debug)]
pub struct Findings<'a> {
    text: &'a str,
    /// The first ones of each rule.
    list: Vec<Finding<'a>>,
    /// How often each rule found something, if it did.
    counts: Vec<(&'static Rule, u64)>,
}

impl<'a> Findings<'a> {
    /// No findings yet, for the request with this text.
    pub fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new(), counts: Vec::new() }
    }

    /// Adds a finding that points at `at`, a slice of the request's text. Returns it if it is kept: of many findings of one
    /// rule, the later ones are only counted.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        path: Option<Path<'a>>,
        at: &'a str,
        claim: Claim<'a>,
    ) -> Option<&mut Finding<'a>> {
        let (_, count) = match self.counts.iter_mut().find(|(counted, _)| *counted == rule) {
            Some(counted) => counted,
            None => self.counts.push_mut((rule, 0)),
        };
        *count += 1;
        let is_kept = *count <= MAX_KEPT;
        is_kept.then(|| self.list.push_mut(Finding::new(rule, path, Span::of(at, self.text), claim)))
    }

    /// The operand at `part`, a slice of the request's text.
    pub(super) fn operand(&self, path: Option<Path<'a>>, part: &str, role: Role) -> Operand<'a> {
        Operand { path, span: Span::of(part, self.text), role }
    }

    /// The findings in their order (contract §4).
    pub fn into_sorted(mut self) -> Vec<Finding<'a>> {
        self.list.sort_by_key(Finding::order);
        for (rule, count) in self.counts.into_iter().filter(|(_, count)| *count > MAX_KEPT) {
            if let Some(last) = self.list.iter_mut().rfind(|finding| finding.rule == rule) {
                last.more = count.saturating_sub(MAX_KEPT);
            }
        }
        self.list
    }
}
