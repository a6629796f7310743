//! Each input below `fixtures/` gives the findings in its `.out` file, with the text of each span; a bad one also gives
//! the API's answer in its `.envelope.json` (contract §2–§6). An input without `.out` has no findings.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use clap::Parser;
use hpplint::cli::Cli;
use hpplint::input::Input;
use hpplint::json::Span;
use hpplint::render::report::Report;
use hpplint::render::{Entries, Format, Render, Style};
use hpplint::request;
use hpplint::rules;
use hpplint::settings::Settings;

use crate::support::{difference, fixtures, fixtures_inside};

/// ``4:13 `260.00` /amount AMOUNTS_DONT_MATCH: …``, and below it, indented, the operands and the help.
struct Out;

impl Render for Out {
    fn render(&self, report: &Report, entries: &mut Entries) {
        let out = &mut entries.text;
        for finding in report.findings {
            let place = place(report, finding.span, finding.path);
            let expected = if finding.is_expected { " (expected)" } else { "" };
            let title = report.title.map(|title| format!(" ({title})")).unwrap_or_default();
            let message = report.words.message(finding);
            writeln!(out, "{place} {}: {message}{expected}{title}", finding.rule.code).unwrap();
            for operand in &finding.operands {
                writeln!(out, "    {} {}", place_of(report, operand), report.words.role(operand.role))
                    .unwrap();
            }
            if let Some(help) = report.words.help(finding) {
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

/// A fixture's report in a format, with the options in its `.args` file.
fn render(fixture: &Path, format: Arc<dyn Render>) -> String {
    let args = fs::read_to_string(fixture.with_extension("args")).unwrap_or_default();
    let find = fixture.starts_with("fixtures/find").then_some("--find");
    let cli = Cli::parse_from(["hpplint"].into_iter().chain(find).chain(args.lines()));
    let inputs = vec![Input::file(fixture.to_owned())];
    let options = Settings::new(&cli).unwrap().check;
    let mut text = String::new();
    hpplint::check::run(options, inputs, Box::new(std::io::empty()), vec![format], |checked| {
        assert_eq!(checked.failure, None);
        checked.entries.iter().for_each(|entries| text.push_str(&entries.text));
        hpplint::check::Wanted::Everything
    });
    text
}

fn is_bad(fixture: &Path) -> bool {
    fixture.file_name().unwrap().to_str().unwrap().starts_with("bad")
}

#[test]
fn fixtures_give_the_expected_findings() {
    let mut failures = String::new();
    for fixture in fixtures().iter().chain(&fixtures_inside()) {
        failures += &difference(&fixture.with_extension("out"), &render(fixture, Arc::new(Out)));
        if is_bad(fixture) {
            let envelope = render(fixture, Format::Envelope.renderer(Style::default()));
            failures += &difference(&fixture.with_extension("envelope.json"), &envelope);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn bad_fixtures_earn_their_folder_s_code_and_ok_fixtures_do_not() {
    for fixture in fixtures().into_iter().chain(fixtures_inside()) {
        let folder = fixture.parent().unwrap().file_name().unwrap().to_str().unwrap().to_uppercase();
        let out = render(&fixture, Arc::new(Out));
        let is_found = match rules::find(&folder) {
            Some(rule) => out.lines().any(|line| line.contains(&format!(" {}: ", rule.code))),
            // In `requests`, `streams`, `causes`, `containers` and `find`, whatever is found.
            None => !out.is_empty(),
        };
        let hint = "change the request, or whether its name begins with `bad` or `ok`";
        assert_eq!(is_found, is_bad(&fixture), "{}: {hint}\n{out}", fixture.display());
    }
}

#[test]
fn every_rule_has_its_fixtures() {
    for rule in rules::RULES {
        let folder = Path::new("fixtures").join(rule.code.to_lowercase());
        assert!(folder.join("bad.json").exists() && folder.join("ok.json").exists(), "{}", rule.code);
    }
}
