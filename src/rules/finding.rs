//! What a rule found: data, located twice (by path and by span), that every format renders alike.

use crate::json::Span;
use crate::request::Path;
use crate::rules::Rule;
use crate::text::{escape, escape_lines};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The request would be refused, or could not be judged.
    Error,
    /// The request would pass, and something is odd.
    Warning,
}

impl Severity {
    /// "error" or "warning".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding about one request.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The rule that made it.
    pub rule: &'static Rule,
    /// How bad it is: as bad as its rule, unless the user gives that another level.
    pub severity: Severity,
    /// Whether it is an error that is expected, so that it does not count.
    pub is_expected: bool,
    /// The field to change; `None` where no field is at fault.
    pub path: Option<Path<'a>>,
    /// The text to point at, in bytes of the request's text.
    pub span: Span,
    /// What is wrong, in one line, with its numbers. Safe to be shown.
    pub message: String,
    /// How far off it is, for formats with room: "10.00 too much".
    pub difference: Option<String>,
    /// What to write at the span.
    pub label: String,
    /// The other side: the fields that contradict it.
    pub operands: Vec<Operand<'a>>,
    /// How to mend it.
    pub help: Option<String>,
    /// The correction, where one is known.
    pub fix: Option<Fix>,
}

/// A correction of the request's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What to replace, in the text's order. The edits do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it is certain that this is what is wrong.
    pub applicability: Applicability,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It changes what is certainly wrong to what is certainly right.
    Safe,
    /// Something else may be what is wrong; the reason, as a clause.
    Unsafe(String),
}

/// A field that a finding's number came from.
#[derive(Clone, Debug)]
pub struct Operand<'a> {
    /// The field; `None` for a text that is no field's value, as a key.
    pub path: Option<Path<'a>>,
    /// Its text, in bytes of the request's text.
    pub span: Span,
    /// Its part in it: "+ 120.00".
    pub part: String,
}

impl<'a> Finding<'a> {
    /// A finding that says no more than what is wrong.
    #[must_use]
    pub fn new(rule: &'static Rule, path: Option<Path<'a>>, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            is_expected: false,
            path,
            span,
            message: message.into(),
            difference: None,
            label: String::new(),
            operands: Vec::new(),
            help: None,
            fix: None,
        }
    }
}

impl Finding<'_> {
    /// What is wrong, and how far off it is, in one line that is safe to be shown.
    #[must_use]
    pub fn sentence(&self) -> String {
        let difference = self.difference.as_ref().map(|difference| format!(" ({difference})"));
        format!("{}{}", escape(&self.message), difference.unwrap_or_default())
    }

    /// What is wrong, and how to mend it, which begins on a line of its own.
    #[must_use]
    pub fn paragraph(&self) -> String {
        let help = self.help.as_ref().map(|help| format!("\n{}", escape_lines(help)));
        format!("{}{}", self.sentence(), help.unwrap_or_default())
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Adds how to mend it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Replaces what is written at the span; without it, that is the rule's label.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// Where it belongs among the findings of its request: the documented errors in the order of the
    /// vendor's page, then the linter's own by position, then warnings by position (contract §4).
    /// At one position, an object comes before what it lacks.
    fn order(&self) -> impl Ord + use<> {
        let is_own = !self.rule.is_documented();
        let position = if is_own { self.span.start } else { 0 };
        let is_in_object = is_own && self.path.is_some_and(|path| path.field.is_some());
        (self.severity, is_own, position, is_in_object)
    }
}

/// The findings of one request, as the rules make them.
#[derive(Debug)]
pub struct Findings<'a> {
    text: &'a str,
    list: Vec<Finding<'a>>,
}

impl<'a> Findings<'a> {
    /// No findings yet, for the request with this text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// Adds a finding that points at `at`, a slice of the request's text.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        path: Option<Path<'a>>,
        at: &'a str,
        message: impl Into<String>,
    ) -> &mut Finding<'a> {
        self.list.push_mut(Finding::new(rule, path, Span::of(at, self.text), message))
    }

    /// The span of a slice of the request's text.
    #[must_use]
    pub fn span(&self, part: &str) -> Span {
        Span::of(part, self.text)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in their order (contract §4).
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Finding<'a>> {
        sort(&mut self.list);
        self.list
    }
}

/// Brings findings into their order (contract §4).
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(Finding::order);
}
