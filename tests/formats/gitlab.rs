//! The report is valid against a JSON Schema of the documented format, and its fingerprints are stable (contract §9).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{expect, findings, stdout, validate};

fn get<'v>(issue: &'v Value, pointer: &str) -> &'v str {
    issue.pointer(pointer).unwrap().as_str().unwrap()
}

fn issues(output: &str) -> Vec<Value> {
    serde_json::from_str(output).unwrap()
}

#[test]
fn every_finding_is_an_issue() {
    expect("gitlab", |case, output| {
        validate(include_str!("gitlab.schema.json"), &serde_json::from_str(output).unwrap());
        let issues = issues(output);
        let (unread, found): (Vec<_>, Vec<_>) =
            issues.iter().partition(|issue| get(issue, "/check_name") == "not read");
        assert_eq!(unread.is_empty(), case.status != 2);
        let findings = findings(case);
        assert_eq!(findings.len(), found.len());
        for (finding, issue) in findings.iter().zip(found) {
            assert!(finding.contains(&format!("[{}]", get(issue, "/check_name"))), "{finding}");
            let line = issue.pointer("/location/lines/begin").unwrap();
            assert!(finding.contains(&format!(":{line}:")), "{finding}");
        }
        let fingerprints: BTreeSet<&str> = issues.iter().map(|issue| get(issue, "/fingerprint")).collect();
        assert_eq!(fingerprints.len(), issues.len(), "each has a fingerprint of its own");
    });
}

/// The fingerprints of the findings in a text on standard input.
fn fingerprints(text: &str) -> Vec<String> {
    let issues = issues(&stdout(&["--format=gitlab", "--order-ids=off"], text));
    issues.iter().map(|issue| get(issue, "/fingerprint").to_owned()).collect()
}

#[test]
fn fingerprints_are_stable_when_lines_move() {
    let wrong = include_str!("../../fixtures/amounts_dont_match/bad.json");
    let clean = include_str!("../../fixtures/amounts_dont_match/ok.json");
    let no_order_id = wrong.replace("order_id", "order_no");
    for wrong in [wrong, &no_order_id] {
        let expected = fingerprints(wrong);
        assert!(!expected.is_empty());
        assert_eq!(fingerprints(&wrong.replace('\n', "\r\n\r\n")), expected);
        let other_clean = clean.replace("order_id", "order_date_");
        let after = fingerprints(&format!("{other_clean}\n{wrong}"));
        assert!(expected.iter().all(|fingerprint| after.contains(fingerprint)));
    }
    assert_ne!(fingerprints(wrong), fingerprints(&wrong.replace("2026041713", "2026041714")));
    let twice = fingerprints(&format!("{wrong}{wrong}"));
    assert_eq!(twice.len(), 2);
    assert_ne!(twice[0], twice[1]);
}
