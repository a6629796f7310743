//! A request with all that its checks need.

use iso_currency::Currency;
use rust_decimal::Decimal;

use super::facts::Facts;
use crate::request::{Money, Request, totals::Totals};

/// How much is found out about declared totals that differ from their sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// That they differ, and by how much.
    Finding,
    /// Also whether a fix can set them, and whether that is safe. If it is not, the reason may be any of several.
    Fix,
    /// Also the operands of the sums, the causes, and the first reason why a fix is not safe.
    #[default]
    Cause,
}

/// A request with all that its checks need.
#[derive(Debug)]
pub struct Case<'r, 'a> {
    /// The request.
    pub request: &'r Request<'a>,
    /// The sums of its basket.
    pub totals: Totals,
    /// Its currency; `None` if its code is not one of ISO 4217.
    pub currency: Option<Currency>,
    /// The currency's decimals; `None` if ISO 4217 gives it none.
    pub decimals: Option<u32>,
    /// The facts about users.
    pub facts: &'r Facts,
    /// Whether it is a draft, in which a placeholder in a string is filled in when it is sent.
    pub is_draft: bool,
    /// How much is to be found out.
    pub depth: Depth,
}

impl<'r, 'a> Case<'r, 'a> {
    /// Prepares a request for its checks. It is not a draft, and everything is to be
    /// found out.
    pub fn new(request: &'r Request<'a>, facts: &'r Facts) -> Self {
        let totals = Totals::of(request);
        let currency = match request.currency_code().as_deref() {
            // The most common code; the search for others is slow.
            Some("TRY") => Some(Currency::TRY),
            code => code.and_then(Currency::from_code),
        };
        let decimals = currency.and_then(Currency::exponent).map(u32::from);
        Self { request, totals, currency, decimals, facts, is_draft: false, depth: Depth::Cause }
    }

    /// An amount in the currency's decimals, or in two.
    pub fn money(&self, value: Decimal) -> Money {
        Money { value, decimals: self.decimals.unwrap_or(2) }
    }
}
