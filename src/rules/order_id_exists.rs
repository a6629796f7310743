//! `ORDER_ID_EXISTS` (contract §3).

use super::{Answer, Case, Check, Rule};
use crate::rules::facts::PriorUse;
use crate::rules::finding::{Findings, Severity};
use crate::request::{Path, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ORDER_ID_EXISTS",
    severity: Severity::Error,
    summary: "`order_id` was used before",
    explanation: include_str!("order_id_exists.md"),
    bad: include_str!("../../fixtures/order_id_exists/bad.json"),
    ok: include_str!("../../fixtures/order_id_exists/ok.json"),
    section: "§3",
    answer: Some(Answer::plain("Bu Order Id ile daha önceden bir oturum oluşturulmuş.")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(used) = case.order_id_used else { return };
    let Some(order_id) = case.request.parameter("order_id") else { return };
    let place = match used {
        PriorUse::Known => "it is among the known orders",
        PriorUse::Earlier => "by an earlier request",
    };
    let path = Path::of(Place::Request, "order_id");
    let message = format!("order_id: {}, which was used before: {place}", case.quote(order_id, 40));
    findings
        .report(&RULE, Some(path), order_id, message)
        .label("used before")
        .help("give each payment session an order ID of its own");
}
