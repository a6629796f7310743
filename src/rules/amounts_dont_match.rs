//! `AMOUNTS_DONT_MATCH` (contract §2).

use super::{Answer, Check, Rule, Severity, comparison::compare, docs};
use crate::request::totals::Declared;

pub(super) static RULE: Rule = Rule {
    code: "AMOUNTS_DONT_MATCH",
    severity: Severity::Error,
    summary: "`amount` is not the items' prices less the discounts",
    docs: docs!("amounts_dont_match"),
    answer: Some(Answer::plain("Sepet ve Sipariş tutarları örtüşmüyor.")),
    check: Check::request(|case, findings| compare(&RULE, Declared::Amount, case, findings)),
};
