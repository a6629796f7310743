//! The library, as a program that embeds it calls it: the findings are those of the command line.

use std::fs;
use std::path::Path;

use hpplint::{Options, RULES, Rule, lint};

use crate::support::fixtures;

/// What a fixture's `.out` file or the library says, each as `CODE: message`.
fn said(fixture: &Path) -> Vec<String> {
    let out = fs::read_to_string(fixture.with_extension("out")).unwrap_or_default();
    let findings = out.lines().filter(|line| !line.starts_with(' '));
    let sentence = |line: &str| {
        let code = RULES.iter().find_map(|rule| line.find(&format!(" {}: ", rule.code)));
        line[code.unwrap() + 1..].to_owned()
    };
    findings.map(sentence).collect()
}

#[test]
fn findings_are_those_of_the_command_line() {
    let mut compared = 0;
    for fixture in fixtures() {
        let is_one_request =
            !["streams", "settings"].contains(&fixture.iter().nth(1).unwrap().to_str().unwrap());
        let text = fs::read_to_string(&fixture).unwrap_or_default();
        if !is_one_request
            || text.is_empty()
            || text.starts_with('\u{feff}')
            || fixture.with_extension("args").exists()
        {
            continue;
        }
        let findings = lint(&text, &Options::default());
        let findings: Vec<_> =
            findings.iter().map(|it| format!("{}: {}", it.rule.code, it.message())).collect();
        // Of several requests, the command line says something of each.
        let said = said(&fixture);
        let is_several =
            findings.len() == 1 && findings[0].starts_with("LINT_INVALID_JSON") && said != findings;
        if !is_several {
            assert_eq!(findings, said, "{}", fixture.display());
            compared += 1;
        }
    }
    assert!(compared > 300, "{compared}");
}

fn rule(code: &str) -> &'static Rule {
    RULES.iter().find(|rule| rule.code == code).unwrap()
}

#[test]
fn every_rule_can_be_found() {
    for found in RULES {
        let options = match found.code {
            "INVALID_USER_FOR_PAYMENT_SESSION" => Options::default().token_user("1"),
            "USER_NOT_FOUND" => Options::default().known_users(["1"]),
            "ORDER_ID_EXISTS" => Options::default().known_orders(["20260417134221"]),
            "LINT_UNMET_EXPECTATION" => Options::default().expect([rule("USER_NOT_FOUND")]),
            _ => Options::default(),
        };
        let findings = lint(found.docs.bad, &options);
        assert!(findings.iter().any(|finding| finding.rule == *found), "{}", found.code);
    }
}

#[test]
fn levels_expectations_and_limits_hold() {
    let (amount, bad) = (rule("AMOUNTS_DONT_MATCH"), rule("AMOUNTS_DONT_MATCH").docs.bad);
    assert!(lint(bad, &Options::default().allow(amount)).is_empty());
    assert!(!lint(bad, &Options::default().warn(amount))[0].is_error());
    assert!(lint(bad, &Options::default().warn(amount).deny(amount))[0].is_error());
    assert!(lint(bad, &Options::default().expect([amount]))[0].is_expected);
    let long = lint(bad, &Options::default().max_request_bytes(bad.trim().len() - 1));
    assert_eq!(long[0].message(), format!("the request is longer than {} bytes", bad.trim().len() - 1));
    assert_eq!(lint(bad, &Options::default().max_request_bytes(bad.trim().len())).len(), 1);
    assert_eq!(lint(" \n", &Options::default())[0].message(), "no request found");
}

#[test]
fn a_missing_field_is_at_the_brace_of_its_object() {
    let text = " \n{}";
    for finding in lint(text, &Options::default()) {
        assert_eq!(finding.span.cut(text), "{", "{}", finding.rule.code);
    }
}
