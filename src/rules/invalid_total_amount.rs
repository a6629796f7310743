//! `INVALID_TOTAL_AMOUNT` (contract §2).

use super::comparison::compare;
use super::finding::{Findings, Severity};
use super::case::Case;
use super::rule::{Answer, Check, Rule, docs};
use crate::request::totals::Declared;

/// The rule.
pub static RULE: Rule = Rule {
    code: "INVALID_TOTAL_AMOUNT",
    severity: Severity::Error,
    summary: "`basket.total_amount` is not the items' prices less the discounts",
    docs: docs!("invalid_total_amount"),
    section: "§2",
    answer: Some(Answer::plain("Sepet toplam tutar (total_amount) parametresi hatalı")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    compare(&RULE, Declared::Net, case, findings);
}
