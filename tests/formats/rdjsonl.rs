//! Each line is valid against a JSON Schema of the format, and its ranges, in bytes, are those of the values that the
//! message names (contract §9).

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{CASES, expect, findings, run, stdout, validate};
use crate::support;

/// The byte offset of a position in a text.
fn offset(text: &[u8], position: &Value) -> usize {
    let get = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
    let lines = text.split_inclusive(|byte| *byte == b'\n').take(get("line") - 1);
    lines.map(<[u8]>::len).sum::<usize>() + get("column") - 1
}

fn cut<'t>(text: &'t [u8], range: &Value) -> &'t [u8] {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

#[test]
fn every_finding_is_a_diagnostic() {
    let mut numbers = 0;
    expect("rdjsonl", |case, output| {
        let (mut found, mut unread) = (Vec::new(), 0);
        for line in output.lines() {
            let diagnostic: Value = serde_json::from_str(line).unwrap();
            validate(include_str!("rdjsonl.schema.json"), &diagnostic);
            match diagnostic["location"]["range"] {
                Value::Null => unread += 1,
                _ => found.push(diagnostic),
            }
        }
        assert_eq!(unread > 0, case.status == 2);
        let findings = findings(case);
        assert_eq!(findings.len(), found.len());
        for (finding, diagnostic) in findings.iter().zip(found) {
            let code = diagnostic["code"]["value"].as_str().unwrap();
            assert!(finding.contains(&format!("[{code}]")), "{finding}");
            let path = Path::new("fixtures").join(diagnostic["location"]["path"].as_str().unwrap());
            let Ok(text) = fs::read(path) else { continue };
            let cut = cut(&text, &diagnostic["location"]["range"]);
            let message = diagnostic["message"].as_str().unwrap();
            // A message about a number names it.
            let number = str::from_utf8(cut).ok().filter(|cut| cut.parse::<f64>().is_ok());
            if let Some(number) = number.filter(|_| code != "LINT_INVALID_JSON") {
                assert!(message.contains(&format!(": {number}")), "`{number}` {message}");
                numbers += 1;
            }
        }
    });
    assert!(numbers > 10, "{numbers}");
}

#[test]
fn a_suggestion_fixes_the_request() {
    let case = CASES.iter().find(|case| case.name == "one-error").unwrap();
    let diagnostic: Value = serde_json::from_str(&run(case, &["--format=rdjsonl"]).1).unwrap();
    let suggestion = &diagnostic["suggestions"][0];
    let mut text = fs::read(Path::new("fixtures").join(case.arguments[0])).unwrap();
    let at = offset(&text, &suggestion["range"]["start"])..offset(&text, &suggestion["range"]["end"]);
    text.splice(at, suggestion["text"].as_str().unwrap().bytes());
    assert_eq!(stdout(&["--strict"], text), "");
}

#[test]
fn columns_count_bytes_and_a_byte_order_mark() {
    let request = include_str!("../../fixtures/requests/bad-fashion-minified-discount-forgotten.json");
    let text = format!("\u{feff}{}", request.replacen('{', "{\"ş\":\"ığ\",", 1));
    let output = stdout(&["--format=rdjsonl"], text.as_str());
    let diagnostic: Value = serde_json::from_str(output.lines().next().unwrap()).unwrap();
    let cut = str::from_utf8(cut(text.as_bytes(), &diagnostic["location"]["range"])).unwrap();
    assert!(diagnostic["message"].as_str().unwrap().contains(&format!(": {cut}, ")), "`{cut}` {output}");
}

#[test]
fn what_is_not_utf_8_is_one_byte() {
    let text = b"{\"amount\":1,\"order_id\":\"a\xffb\"}";
    let diagnostic: Value = serde_json::from_str(&stdout(&["--format=rdjsonl"], text)).unwrap();
    assert_eq!(cut(text, &diagnostic["location"]["range"]), b"\xff");
}

#[test]
fn only_safe_fixes_are_suggested() {
    let parse = |format: &str| {
        let output =
            support::lint(&[format, "fixtures/causes", "fixtures/requests"], std::io::empty()).stdout;
        let lines = output.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.filter(|line: &Value| !line["code"].is_null()).collect::<Vec<_>>()
    };
    let (findings, diagnostics) = (parse("--format=jsonl"), parse("--format=rdjsonl"));
    assert_eq!(findings.len(), diagnostics.len());
    let mut count = [0, 0];
    for (finding, diagnostic) in findings.iter().zip(&diagnostics) {
        let fix = &finding["fix"];
        let is_safe = fix["applicability"] == "safe";
        let edits = fix["edits"].as_array().filter(|_| is_safe).into_iter().flatten();
        let edits: Vec<_> = edits.map(|edit| &edit["replacement"]).collect();
        let suggestions = diagnostic["suggestions"].as_array().into_iter().flatten();
        let suggestions: Vec<_> = suggestions.map(|suggestion| &suggestion["text"]).collect();
        assert_eq!(edits, suggestions, "{finding:#}");
        if !fix.is_null() {
            count[usize::from(is_safe)] += 1;
        }
    }
    assert!(count.iter().all(|count| *count > 10), "{count:?}");
}
