//! `LINT_MISSING_FIELD` (contract §5).

use std::collections::BTreeMap;

use super::lint_misspelt_field::misspelt;
use super::{Case, Check, Claim, Findings, Role, Rule, Severity, docs};
use crate::request::{Path, Place, Request, Required};

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
    // The keys that are meant for missing fields. They are found only once there is a missing field.
    let mut keys = None;
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
                let keys = keys.get_or_insert_with(|| keys_by_field(case.request));
                let found = keys.get(&(place, parameter.name)).copied();
                let claim = Claim::MissingField { is_null: null.is_some(), found };
                let key = found.map(|key| findings.operand(None, key, Role::Meant(parameter.name)));
                let path = Path::of(place, parameter.name);
                if let Some(finding) = findings.report(&RULE, Some(path), at, claim) {
                    finding.operands.extend(key);
                }
            }
        });
    });
}

/// The first key that seems to be meant for each missing field.
fn keys_by_field<'a>(request: &Request<'a>) -> BTreeMap<(Place, &'static str), &'a str> {
    let mut keys = BTreeMap::new();
    for (unknown, meant) in misspelt(request) {
        keys.entry((unknown.place, meant)).or_insert(unknown.key);
    }
    keys
}
