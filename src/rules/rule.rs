//! A rule.

use rust_decimal::Decimal;

use super::case::Case;
use super::docs::Docs;
use super::finding::{Findings, Severity};
use crate::request::{Field, Number, Path};

/// A rule: one declaration, which everything else reads.
#[derive(Debug)]
pub struct Rule {
    /// The code: the vendor's, or one that begins with `LINT_`.
    pub code: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it finds, in one line without a full stop.
    pub summary: &'static str,
    /// Its explanation, with an example.
    pub docs: Docs,
    /// For a documented code, what the API answers.
    pub answer: Option<Answer>,
    /// What finds it.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
pub struct Check {
    /// Looks at the request as a whole.
    pub(super) request: for<'a> fn(&Case<'_, 'a>, &mut Findings<'a>),
    /// Looks at each amount of money by itself.
    pub(super) amount: Option<CheckAmount>,
    /// Looks at each value that should be a number and cannot be read as one.
    pub(super) unreadable: Option<CheckUnreadable>,
}

pub(super) type CheckAmount =
    for<'a> fn(&Case<'_, 'a>, Path<'static>, &Number<'a>, Decimal, &mut Findings<'a>);
pub(super) type CheckUnreadable =
    for<'a> fn(&Case<'_, 'a>, Path<'static>, &Field<'a, Number<'a>>, &mut Findings<'a>);

impl Check {
    /// Looks at nothing: such a rule's findings are made while reading.
    pub(super) const NOTHING: Self = Self::request(|_, _| {});

    /// Looks only at the request as a whole.
    pub(super) const fn request(request: for<'a> fn(&Case<'_, 'a>, &mut Findings<'a>)) -> Self {
        Self { request, amount: None, unreadable: None }
    }
}

/// What the API answers, to the letter.
#[derive(Debug)]
pub struct Answer {
    /// The message, in Turkish but for one.
    pub message: &'static str,
    /// Whether the argument names the field; it is `null` otherwise.
    pub names_field: bool,
}

impl Answer {
    /// An answer without an argument.
    pub(super) const fn plain(message: &'static str) -> Self {
        Self { message, names_field: false }
    }
}

impl Rule {
    /// Whether the code is one of the vendor's.
    pub fn is_documented(&self) -> bool {
        self.answer.is_some()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
