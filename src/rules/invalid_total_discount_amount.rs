//! `INVALID_TOTAL_DISCOUNT_AMOUNT` (contract §2).

use super::comparison::compare;
use super::finding::{Findings, Severity};
use super::case::Case;
use super::rule::{Answer, Check, Rule, docs};
use crate::request::totals::Declared;

/// The rule.
pub static RULE: Rule = Rule {
    code: "INVALID_TOTAL_DISCOUNT_AMOUNT",
    severity: Severity::Error,
    summary: "`basket.total_discount_amount` is not the sum of the discounts",
    docs: docs!("invalid_total_discount_amount"),
    section: "§2",
    answer: Some(Answer::plain("Toplam indirim tutarı (total_discount_amount) parametresi hatalı")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    compare(&RULE, Declared::Discounts, case, findings);
}
