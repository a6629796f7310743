//! `AMOUNTS_DONT_MATCH` (contract §2).

use super::comparison::compare;
use super::finding::{Findings, Severity};
use super::case::Case;
use super::rule::{Answer, Check, Rule, docs};
use crate::request::totals::Declared;

/// The rule.
pub static RULE: Rule = Rule {
    code: "AMOUNTS_DONT_MATCH",
    severity: Severity::Error,
    summary: "`amount` is not the items' prices less the discounts",
    docs: docs!("amounts_dont_match"),
    section: "§2",
    answer: Some(Answer::plain("Sepet ve Sipariş tutarları örtüşmüyor.")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    compare(&RULE, Declared::Amount, case, findings);
}
