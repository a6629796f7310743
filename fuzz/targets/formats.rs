//! Each format can be read by a parser of it, has no control character and no command of a CI runner, and reports the same
//! findings with the same status as the others (contract §7, §9, §10).

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use clap::ValueEnum;
use hpplint::cli::Cli;
use hpplint::render::Format;
use jsonschema::Validator;
use libfuzzer_sys::fuzz_target;
use lint::{lint_as, parse};
use serde_json::Value;

#[path = "../../tests/support/lint.rs"]
mod lint;

/// The value of a JSON text, which the schema of its format must admit.
macro_rules! json {
    ($format:literal, $text:expr) => {{
        static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
            let schema = include_str!(concat!("../../tests/formats/", $format, ".schema.json"));
            jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
        });
        let value: Value = serde_json::from_str($text).unwrap();
        assert!(SCHEMA.is_valid(&value), "{value:#}");
        value
    }};
}

/// The names of the formats, with a command line for each.
static COMMANDS: LazyLock<Vec<(String, Cli)>> = LazyLock::new(|| {
    let names = Format::value_variants().iter().map(|format| format.to_possible_value().unwrap());
    let name = "--stdin-filename=a:b,100%<&>]]>\n::error::##[x].json";
    let command = |format: &str| parse(&["--isolated", "--threads=1", name, "--format", format, "-"]);
    names.map(|format| (format.get_name().to_owned(), command(format.get_name()))).collect()
});

/// How many findings a report has; `None` if its format does not have each of them.
fn findings(format: &str, report: &str) -> Option<usize> {
    let length = |value: &Value| value.as_array().unwrap().len();
    let count = |is_finding: fn(&str) -> bool| report.lines().filter(|line| is_finding(line)).count();
    Some(match format {
        "concise" => {
            let is_finding = |line: &str| line.contains(": error[") || line.contains(": warning[");
            report.lines().inspect(|line| assert!(is_finding(line), "{line}")).count()
        }
        "github" => count(|line| line.starts_with("::error ") || line.starts_with("::warning ")),
        "gitlab" => length(&json!("gitlab", report)),
        "jsonl" => report.lines().filter(|line| json!("jsonl", line)["kind"] == "finding").count(),
        "rdjsonl" => report.lines().map(|line| json!("rdjsonl", line)).count(),
        "sarif" => length(&json!("sarif", report)["runs"][0]["results"]),
        "envelope" => {
            report.lines().for_each(|line| drop(json!("envelope", line)));
            return None;
        }
        "junit" => return roxmltree::Document::parse(report).map(|_| None).unwrap(),
        _ => return None,
    })
}

fn expect_harmless(format: &str, shown: &str) {
    let is_bidirectional = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_unsafe = |c: char| (c.is_control() && c != '\n') || is_bidirectional(c);
    assert!(!shown.contains(is_unsafe), "{format}: {}", shown.escape_debug());
    let is_command = |line: &str| format != "github" && line.trim_start().starts_with("::");
    let has_command = shown.lines().any(is_command) || shown.contains("##[") || shown.contains("##vso[");
    assert!(!has_command, "{format}: {shown}");
}

fuzz_target!(|text: &[u8]| {
    let mut first = None;
    for (format, command) in &*COMMANDS {
        let outcome = lint_as(command, Cursor::new(text.to_vec()));
        expect_harmless(format, &outcome.stdout);
        expect_harmless(format, &outcome.stderr);
        let Some(count) = findings(format, &outcome.stdout) else { continue };
        assert_eq!(*first.get_or_insert((count, outcome.status)), (count, outcome.status), "{format}");
    }
});
