//! Walks `fixtures/`: beside each input stands what is found in it, with the text that each span cuts out
//! (`.out`), and for a bad one what the API would answer (`.envelope.json`). An input without an `.out` has no
//! findings at all. `HPPLINT_BLESS=1 cargo test` writes them anew: read the difference before you commit it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser;
use hpplint::cli::Cli;
use hpplint::input::Input;
use hpplint::json::Span;
use hpplint::render::report::Report;
use hpplint::render::{Entries, Format, Render, Style};
use hpplint::settings::choices::Choices;
use hpplint::{request, rules, settings};

/// ``4:13 `260.00` /amount AMOUNTS_DONT_MATCH: …``, and indented below the other side and the help.
struct Out;

impl Render for Out {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let out = &mut entries.text;
        for finding in report.findings {
            let place = place(report, finding.span, finding.path);
            let expected = if finding.is_expected { " (expected)" } else { "" };
            writeln!(out, "{place} {}: {}{expected}", finding.rule.code, finding.message).unwrap();
            for operand in &finding.operands {
                writeln!(out, "    {} {}", place_of(report, operand), operand.part).unwrap();
            }
            if let Some(help) = &finding.help {
                writeln!(out, "    help: {}", help.replace('\n', "\n          ")).unwrap();
            }
        }
    }
}

fn place_of(report: &Report, operand: &hpplint::rules::finding::Operand) -> String {
    place(report, operand.span, operand.path)
}

fn place(report: &Report, span: Span, path: Option<request::Path>) -> String {
    let at = report.source.position(span.start);
    let cut: String = span.cut(&report.source.text).chars().take(40).flat_map(char::escape_debug).collect();
    let pointer = path.map(|path| format!(" {}", path.pointer())).unwrap_or_default();
    format!("{}:{} `{cut}`{pointer}", at.line, at.column)
}

/// What a format makes of a fixture, with the options that stand beside it in `.args`.
fn render(fixture: &Path, format: Arc<dyn Render>) -> String {
    let args = fs::read_to_string(fixture.with_extension("args")).unwrap_or_default();
    let cli = Cli::parse_from(["hpplint"].into_iter().chain(args.lines()));
    let inputs = vec![Input::file(fixture.to_owned())];
    let options = settings::options(&cli, &Choices::new(&cli).unwrap()).unwrap();
    let mut text = String::new();
    hpplint::check::run(options, inputs, Box::new(std::io::empty()), vec![format], |checked| {
        assert_eq!(checked.failure, None);
        checked.entries.iter().for_each(|entries| text.push_str(&entries.text));
        true
    });
    text
}

/// Every input below `fixtures/`, sorted.
fn inputs() -> Vec<PathBuf> {
    let mut inputs = Vec::new();
    let mut folders = vec![PathBuf::from("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with("json") && !name.contains(".envelope.") && !name.contains(".expected.") {
                inputs.push(path);
            }
        }
    }
    inputs.sort();
    inputs
}

fn is_bad(fixture: &Path) -> bool {
    fixture.file_name().unwrap().to_str().unwrap().starts_with("bad")
}

/// Compares with the file beside the fixture, or writes it.
fn expect(fixture: &Path, extension: &str, actual: &str, failures: &mut String) {
    let path = fixture.with_extension(extension);
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    if std::env::var_os("HPPLINT_BLESS").is_none() {
        writeln!(failures, "{}\n--- expected\n{expected}--- actual\n{actual}", path.display()).unwrap();
    } else if actual.is_empty() {
        fs::remove_file(path).unwrap();
    } else {
        fs::write(path, actual).unwrap();
    }
}

#[test]
fn fixtures_say_what_stands_beside_them() {
    let mut failures = String::new();
    let inputs = inputs();
    assert!(inputs.len() > 100, "the fixtures are there");
    for fixture in &inputs {
        expect(fixture, "out", &render(fixture, Arc::new(Out)), &mut failures);
        if is_bad(fixture) {
            let envelope = render(fixture, Format::Envelope.renderer(Style::default()));
            expect(fixture, "envelope.json", &envelope, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn bad_fixtures_earn_their_folder_s_code_and_ok_fixtures_do_not() {
    for fixture in inputs() {
        let folder = fixture.parent().unwrap().file_name().unwrap().to_str().unwrap().to_uppercase();
        let out = render(&fixture, Arc::new(Out));
        let is_found = match rules::find(&folder) {
            Some(rule) => out.lines().any(|line| line.contains(&format!(" {}: ", rule.code))),
            // In `requests`, `streams` and `why`, whatever is found.
            None => !out.is_empty(),
        };
        assert_eq!(is_found, is_bad(&fixture), "{}\n{out}", fixture.display());
    }
}

#[test]
fn every_rule_has_its_fixtures() {
    for rule in rules::RULES {
        let folder = Path::new("fixtures").join(rule.code.to_lowercase());
        assert!(folder.join("bad.json").exists() && folder.join("ok.json").exists(), "{}", rule.code);
    }
}
