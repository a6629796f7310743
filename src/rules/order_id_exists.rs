//! `ORDER_ID_EXISTS` (contract §3).

use super::{Answer, Check, Claim, Finding, PriorUse, Rule, Severity, docs};
use crate::json::Span;
use crate::request::{Path, Place, Request};

pub(super) static RULE: Rule = Rule {
    code: "ORDER_ID_EXISTS",
    severity: Severity::Error,
    summary: "`order_id` was used before",
    docs: docs!("order_id_exists"),
    answer: Some(Answer::plain("Bu Order Id ile daha önceden bir oturum oluşturulmuş.")),
    check: Check::NOTHING,
};

/// The finding that the order ID of the request with this text, a slice of it, was used before.
pub(crate) fn finding<'a>(order_id: &'a str, text: &str, prior: PriorUse) -> Finding<'a> {
    let path = Path::of(Place::Request, Request::order_id);
    Finding::new(&RULE, Some(path), Span::of(order_id, text), Claim::OrderIdUsed(order_id, prior))
}
