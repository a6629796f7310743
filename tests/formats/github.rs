//! Each line is read as GitHub's runner reads it: `::command properties::data`.

use super::{expect, findings, stdout};
use crate::support::numbers;

/// A value as the runner decodes it.
fn unescape(text: &str) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
    text.replace("%25", "%")
}

/// The command, its properties and its text.
fn parse(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, text) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (command, properties) = head.split_once(' ').unwrap();
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').unwrap();
        (name.to_owned(), unescape(value))
    });
    (command.to_owned(), properties.collect(), unescape(text))
}

#[test]
fn every_finding_is_an_annotation() {
    expect("github", |case, output| {
        let annotations: Vec<_> = output.lines().map(parse).collect();
        let located = annotations.iter().filter(|(_, properties, _)| properties.len() > 2);
        let shown = located.map(|(command, properties, text)| {
            let get = |wanted: &str| &properties.iter().find(|(name, _)| name == wanted).unwrap().1;
            let sentence = text.lines().next().unwrap();
            format!("{}:{}:{}: {command}[{}] {sentence}", get("file"), get("line"), get("col"), get("title"))
        });
        let findings = findings(case);
        assert_eq!(findings.len(), shown.clone().count(), "{}", case.name);
        for (finding, shown) in findings.iter().zip(shown) {
            assert!(shown.starts_with(finding), "{shown}\n{finding}");
        }
    });
}

/// The numbers in the notice after the annotations, if there is one, for these requests, one a line.
fn notice(requests: &str, args: &[&str]) -> Option<Vec<usize>> {
    let output = stdout(&[&["--format=github", "--order-ids=off"], args].concat(), requests);
    output.lines().last().and_then(|line| line.strip_prefix("::notice title=hpplint::")).map(numbers)
}

#[test]
fn a_notice_counts_what_github_does_not_show() {
    let counts = |errors, warnings| Some(vec![errors, warnings, 10]);
    let warning = include_str!("../../fixtures/lint_line_price/bad.json");
    let both = [warning.repeat(11), "{}\n".to_owned()].concat();
    assert_eq!(notice(&warning.repeat(10), &[]), None);
    assert_eq!(notice(&warning.repeat(11), &[]), counts(0, 11));
    assert_eq!(notice(&both, &["--quiet"]), None, "what is not shown");
    assert_eq!(notice(&both, &["--quiet", "--deny=LINT_LINE_PRICE"]), counts(12, 0));
}

#[test]
fn a_finding_of_several_lines_has_no_columns() {
    let output = stdout(&["-q", "--format=github"], "{\"amount\": [\n1\n], \"basket\": {}}");
    let place = "::error file=<stdin>,line=1,endLine=3,title=LINT_WRONG_TYPE::";
    assert!(output.starts_with(place), "{output}");
}
