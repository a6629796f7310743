//! The findings in the text of a request.

use hpplint::causes;
use hpplint::request;
use hpplint::rules::facts::Facts;
use hpplint::rules::finding::Finding;
use hpplint::rules::{self, Case};

/// The findings of all rules, with the causes of wrong totals.
pub(crate) fn findings(text: &str) -> Vec<Finding<'_>> {
    let request = request::read(text).unwrap();
    let facts = Facts::default();
    let case = Case::new(&request, &facts);
    let mut findings = rules::check(&case);
    causes::explain(&case, &mut findings);
    findings
}
