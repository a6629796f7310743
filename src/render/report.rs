//! A request and its findings, as formats read them.

use uuid::Uuid;

use super::words::Words;
use crate::rules::Finding;
use crate::rules::per_rule::PerRule;
use crate::text::SourceText;

/// A request with findings.
#[derive(Debug)]
pub struct Report<'a> {
    /// The input's name, as it is shown.
    pub name: &'a str,
    /// The request's number in its input, from 1.
    pub number: u64,
    /// The request's text and its place in the input.
    pub source: SourceText<'a>,
    /// How the findings are put into words.
    pub words: Words,
    /// The findings, in order; none if all are allowed.
    pub findings: &'a [Finding<'a>],
    /// How many more findings of each rule there were that are allowed.
    pub allowed: &'a PerRule<u64>,
    /// The envelope's `trace_id`.
    pub trace_id: Uuid,
    /// The order ID as it is written, if there is one.
    pub order_id: Option<&'a str>,
    /// The code of its currency, if it is one of ISO 4217.
    pub currency: Option<&'static str>,
}

/// A request without findings.
#[derive(Clone, Copy, Debug)]
pub struct Clean<'a> {
    /// The input's name, as it is shown.
    pub name: &'a str,
    /// The request's number in its input, from 1.
    pub number: u64,
    /// The request.
    pub bytes: &'a [u8],
}
