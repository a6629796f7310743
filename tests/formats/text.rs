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

/// Findings that have something in common are one diagnostic, which names all of their codes.
#[test]
fn every_finding_is_in_a_diagnostic() {
    expect("human", |case, output| {
        let codes = |text: &str| {
            let codes = text.split_once('[').and_then(|(level, rest)| Some((level, rest.split_once(']')?.0)));
            codes.map(|(level, code)| format!("{level}[{code}]")).unwrap()
        };
        let is_title = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
        let findings = findings(case);
        let titles = output.lines().filter(is_title).count();
        assert!(titles <= findings.len() && (titles == 0) == findings.is_empty(), "{}", case.name);
        for finding in &findings {
            let (_, message) = finding.split_once(": ").unwrap();
            assert!(output.contains(&codes(message)), "{}: {finding}", case.name);
        }
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
