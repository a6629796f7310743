//! `ORDER_ID_EXISTS` (contract §3).

use super::{Answer, Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{Path, Place, Request};

pub(super) static RULE: Rule = Rule {
    code: "ORDER_ID_EXISTS",
    severity: Severity::Error,
    summary: "`order_id` was used before",
    docs: docs!("order_id_exists"),
    answer: Some(Answer::plain("Bu Order Id ile daha önceden bir oturum oluşturulmuş.")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(prior) = case.order_id_used else { return };
    let Some(order_id) = case.request.order_id else { return };
    let path = Path::of(Place::Request, Request::order_id);
    findings.report(&RULE, Some(path), order_id, Claim::OrderIdUsed(order_id, prior));
}
