//! `LINT_MISSING_PARAMETER` (contract §6).

use super::{Case, Check, Rule};
use crate::rules::finding::{Findings, Severity};
use crate::request::{Request, Required, Type};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_MISSING_PARAMETER",
    severity: Severity::Warning,
    summary: "a parameter that is documented as required is absent",
    explanation: include_str!("lint_missing_parameter.md"),
    bad: include_str!("../../fixtures/lint_missing_parameter/bad.json"),
    ok: include_str!("../../fixtures/lint_missing_parameter/ok.json"),
    section: "§6",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let request = case.request;
    let required = request.parameters().filter(|(parameter, text)| {
        parameter.required == Required::Always
            && !matches!(parameter.kind, Type::Number | Type::Basket)
            && text.is_none()
    });
    let mut missing: Vec<String> = required.map(|(parameter, _)| parameter.name.to_owned()).collect();
    missing.extend(missing_agreements(request));
    if missing.is_empty() {
        return;
    }
    let message = format!("documented as required, and absent: {}", missing.join(", "));
    let brace = request.text.get(..1).unwrap_or_default();
    findings.report(&RULE, None, brace, message).label("not in this request");
}

/// What is required unless another parameter is there: the agreements are asked for at two URLs, or shown at a third.
fn missing_agreements(request: &Request) -> Vec<String> {
    let (mut missing, mut other) = (Vec::new(), "");
    for (parameter, text) in request.parameters() {
        if let (Required::Unless(name), None) = (parameter.required, text) && request.parameter(name).is_none() {
            missing.push(parameter.name.to_owned());
            other = name;
        }
    }
    match missing.as_slice() {
        [_, _] => vec![format!("{} (or else {other})", missing.join(" and "))],
        _ => missing,
    }
}
