//! `LINT_MISSING_FIELD` (contract §5).

use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{Path, Required};

pub(super) static RULE: Rule = Rule {
    code: "LINT_MISSING_FIELD",
    severity: Severity::Error,
    summary: "a field that the checks need is missing",
    docs: docs!("lint_missing_field"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let discounts = case.request.basket.get().and_then(|basket| basket.discounts.get());
    let has_discounts = discounts.is_some_and(|discounts| !discounts.is_empty());
    case.request.each_object(|place, object| {
        object.each_missing(&mut |parameter, null| {
            let is_required = match parameter.required {
                Required::Always => parameter.kind.is_read(),
                Required::WithDiscounts => has_discounts,
                Required::Unless(_) | Required::Never => false,
            };
            if is_required {
                // A field that is not there is reported at the brace of its object.
                let at = null.or(object.text().trim_ascii_start().get(..1)).unwrap_or_default();
                let claim = Claim::MissingField { is_null: null.is_some() };
                findings.report(&RULE, Some(Path::of(place, parameter.name)), at, claim);
            }
        });
    });
}
