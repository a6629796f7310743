//! The formats for people have a line or a diagnostic for each finding, and the envelope has each error (contract §4, §9).

use serde_json::Value;

use super::{expect, findings, validate};

#[test]
fn every_finding_is_one_line() {
    expect("concise", |_, output| {
        for line in output.lines() {
            let (place, message) = line.split_once(": error[").or(line.split_once(": warning[")).unwrap();
            let mut numbers = place.rsplitn(3, ':').take(2).map(|number| number.parse::<u64>().unwrap());
            assert!(numbers.all(|number| number > 0), "{line}");
            let (code, _) = message.split_once("] ").unwrap();
            assert!(hpplint::rules::find(code).is_some(), "{line}");
            assert!(!line.contains(char::is_control), "{line}");
        }
    });
}

#[test]
fn every_finding_is_a_diagnostic() {
    expect("human", |case, output| {
        let titles = output.lines().filter(|line| line.starts_with("  × ") || line.starts_with("  ⚠ "));
        assert_eq!(titles.count(), findings(case).len(), "{}", case.name);
        assert!(!output.contains(|character: char| character.is_control() && character != '\n'));
    });
}

#[test]
fn every_error_is_in_the_envelope() {
    expect("envelope", |case, output| {
        let mut errors = 0;
        for line in output.lines() {
            let envelope: Value = serde_json::from_str(line).unwrap();
            validate(include_str!("envelope.schema.json"), &envelope);
            errors += envelope["response"]["errors"].as_array().unwrap().len();
        }
        let expected = findings(case).iter().filter(|finding| finding.contains(": error[")).count();
        assert_eq!(errors, expected, "{}", case.name);
    });
}
