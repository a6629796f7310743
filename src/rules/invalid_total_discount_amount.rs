//! `INVALID_TOTAL_DISCOUNT_AMOUNT` (contract §2).

use super::{Answer, Check, Rule, Severity, comparison::compare, docs};
use crate::request::totals::Declared;

pub(super) static RULE: Rule = Rule {
    code: "INVALID_TOTAL_DISCOUNT_AMOUNT",
    severity: Severity::Error,
    summary: "`basket.total_discount_amount` is not the sum of the discounts",
    docs: docs!("invalid_total_discount_amount"),
    answer: Some(Answer::plain("Toplam indirim tutarı (total_discount_amount) parametresi hatalı")),
    check: Check::request(|case, findings| compare(&RULE, Declared::Discounts, case, findings)),
};
