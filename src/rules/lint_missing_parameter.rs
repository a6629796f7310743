//! `LINT_MISSING_PARAMETER` (contract §6).

use super::claim::{Claim, MissingParameter};
use super::finding::{Findings, Severity};
use super::{Case, Check, Rule};
use crate::request::{Request, Required, Type};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_MISSING_PARAMETER",
    severity: Severity::Warning,
    summary: "a parameter that is documented as required is missing",
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
    let missing = required
        .map(|(parameter, _)| MissingParameter { names: vec![parameter.name], alternative: None })
        .chain(missing_agreements(request));
    let missing: Vec<_> = missing.collect();
    if !missing.is_empty() {
        let brace = request.text.get(..1).unwrap_or_default();
        findings.report(&RULE, None, brace, Claim::MissingParameters(missing));
    }
}

/// What is required unless another parameter is there: the agreements are asked for at two URLs, or shown at a third. If
/// one of the two is there, the other one is what is missing.
fn missing_agreements(request: &Request) -> Option<MissingParameter> {
    let (mut names, mut alternative) = (Vec::new(), None);
    for (parameter, text) in request.parameters() {
        if let (Required::Unless(other), None) = (parameter.required, text)
            && request.parameter(other).is_none()
        {
            names.push(parameter.name);
            alternative = Some(other);
        }
    }
    let alternative = alternative.filter(|_| names.len() > 1);
    (!names.is_empty()).then_some(MissingParameter { names, alternative })
}
