//! Each line is read as GitHub's runner reads it: `::command properties::data`.

use crate::{expect, findings};

/// What the runner makes of a value.
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
