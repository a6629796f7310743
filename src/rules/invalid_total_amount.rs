//! `INVALID_TOTAL_AMOUNT` (contract §2).

use super::{Answer, Check, Rule, Severity, comparison::compare, docs};
use crate::request::totals::Declared;

pub(super) static RULE: Rule = Rule {
    code: "INVALID_TOTAL_AMOUNT",
    severity: Severity::Error,
    summary: "`basket.total_amount` is not the items' prices less the discounts",
    docs: docs!("invalid_total_amount"),
    answer: Some(Answer::plain("Sepet toplam tutar (total_amount) parametresi hatalı")),
    check: Check::request(|case, findings| compare(&RULE, Declared::Net, case, findings)),
};
