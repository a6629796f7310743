//! The findings in the text of a request.

use hpplint::causes;
use hpplint::request;
use hpplint::rules::facts::Facts;
use hpplint::rules::finding::Finding;
use hpplint::rules::{self, Case, Depth};

/// The findings of all rules, with the causes of wrong totals. Checks that without the causes, the same fixes are found.
pub(crate) fn findings(text: &str) -> Vec<Finding<'_>> {
    let request = request::read(text).unwrap();
    let facts = Facts::default();
    let to_depth = |depth| {
        let case = Case { depth, ..Case::new(&request, &facts) };
        let mut findings = rules::check(&case);
        causes::explain(&case, &mut findings);
        findings
    };
    let findings = to_depth(Depth::Cause);
    assert_eq!(fixes(&to_depth(Depth::Fix)), fixes(&findings), "{text}");
    findings
}

/// The rule of each finding, and its edits and whether they are safe, if it has a fix.
fn fixes(findings: &[Finding]) -> Vec<String> {
    let fix = |finding: &Finding| {
        let fix = finding.fix.as_ref().map(|fix| (fix.edits.clone(), fix.applicability.is_safe()));
        format!("{}: {fix:?}", finding.rule.code)
    };
    findings.iter().map(fix).collect()
}
