//! `INVALID_TOTAL_PRODUCT_AMOUNT` (contract §2).

use super::{Answer, Check, Rule, Severity, comparison::compare, docs};
use crate::request::totals::Declared;

pub(super) static RULE: Rule = Rule {
    code: "INVALID_TOTAL_PRODUCT_AMOUNT",
    severity: Severity::Error,
    summary: "`basket.total_product_amount` is not the sum of the items' prices",
    docs: docs!("invalid_total_product_amount"),
    answer: Some(Answer::plain("Toplam ürün bedeli (total_product_amount) parametresi hatalı")),
    check: Check::request(|case, findings| compare(&RULE, Declared::Products, case, findings)),
};
