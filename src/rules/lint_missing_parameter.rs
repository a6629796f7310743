//! `LINT_MISSING_PARAMETER` (contract §6).

use super::{Case, Check, Claim, Findings, MissingParameter, Rule, Severity, docs};
use crate::request::{Object, Required};

pub(super) static RULE: Rule = Rule {
    code: "LINT_MISSING_PARAMETER",
    severity: Severity::Warning,
    summary: "a parameter that is documented as required is missing",
    docs: docs!("lint_missing_parameter"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let request = case.request;
    // The agreements are asked for at two URLs, or shown at a third: if one of the two is there, the other one is missing.
    let (mut missing, mut agreements, mut alternative) = (Vec::new(), Vec::new(), None);
    let mut is_shown = None;
    request.each_missing(&mut |parameter, _| match parameter.required {
        Required::Always if !parameter.kind.is_read() => {
            missing.push(MissingParameter { names: vec![parameter.name], alternative: None });
        }
        Required::Unless(other) if !*is_shown.get_or_insert_with(|| request.parameter(other).is_some()) => {
            agreements.push(parameter.name);
            alternative = Some(other);
        }
        _ => {}
    });
    if !agreements.is_empty() {
        let alternative = alternative.filter(|_| agreements.len() > 1);
        missing.push(MissingParameter { names: agreements, alternative });
    }
    if !missing.is_empty() {
        let brace = request.text.trim_ascii_start().get(..1).unwrap_or_default();
        findings.report(&RULE, None, brace, Claim::MissingParameters(missing));
    }
}
