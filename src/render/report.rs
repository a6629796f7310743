//! A request and its findings, as formats read them.

use super::words::Words;
use crate::request::totals::Declared;
use crate::rules::per_rule::PerRule;
use crate::rules::{Claim, Finding, Fix};
use crate::text::{SourceText, escape};

/// A request with findings.
#[derive(Debug)]
pub struct Report<'a> {
    /// The input's name, as it is shown.
    pub name: &'a str,
    /// The request's number in its input, from 1.
    pub number: u64,
    /// Its name in the file that holds it, if it has one that may be shown.
    pub title: Option<&'a str>,
    /// The request's text and its place in the input.
    pub source: SourceText<'a>,
    /// How the findings are put into words.
    pub words: Words,
    /// The findings, in order; none if all are allowed.
    pub findings: &'a [Finding<'a>],
    /// How many more findings of each rule there were that are allowed.
    pub allowed: &'a PerRule<u64>,
    /// The bytes of its text.
    pub bytes: &'a [u8],
    /// The order ID as it is written, if there is one.
    pub order_id: Option<&'a str>,
    /// The code of its currency, if it is one of ISO 4217.
    pub currency: Option<&'static str>,
}

impl<'a> Report<'a> {
    /// The finding that another one with the same cause refers to: the one about the field of the basket that has to be
    /// corrected, or else the one that describes the cause.
    pub(super) fn root_of(&self, finding: &Finding) -> Option<&Finding<'a>> {
        let cause = finding.cause_at()?;
        let is_root = |it: &&Finding| it.total().is_none() && it.cause_at() == Some(cause);
        let root = self.findings.iter().find(is_root);
        root.or_else(|| self.described_at(cause)).filter(|root| !std::ptr::eq(*root, finding))
    }

    /// The correction of a finding, if it may be shown: the number to write instead of one in quotes tells what the string is.
    pub(super) fn fix_of<'f>(&self, finding: &'f Finding<'a>) -> Option<&'f Fix<'a>> {
        let is_hidden = self.words.redacts && matches!(finding.claim, Claim::WrongType { .. });
        finding.fix.as_ref().filter(|_| !is_hidden)
    }

    /// The finding that describes the cause of others with this [`Finding::cause_at`].
    pub(super) fn described_at(&self, cause: Declared) -> Option<&Finding<'a>> {
        self.findings.iter().find(|it| it.total() == Some(cause))
    }
}

/// `text` with the name of the request after its first line, if it has one.
pub(super) fn with_title(text: String, title: Option<&str>) -> String {
    let Some(title) = title.map(escape) else { return text };
    match text.split_once('\n') {
        Some((line, rest)) => format!("{line} ({title})\n{rest}"),
        None => format!("{text} ({title})"),
    }
}

/// A request without findings.
#[derive(Clone, Copy, Debug)]
pub struct Clean<'a> {
    /// The input's name, as it is shown.
    pub name: &'a str,
    /// The request's number in its input, from 1.
    pub number: u64,
    /// Its name in the file that holds it, if it has one that may be shown.
    pub title: Option<&'a str>,
    /// The request.
    pub bytes: &'a [u8],
}
