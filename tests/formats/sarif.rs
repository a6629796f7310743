//! The log is valid against the published schema, its regions are those of the fixtures' `.out` files, its fixes are
//! those of `--fix`, and its URIs lead to the files (contract §9).
//!
//! `sarif.schema.json` is OASIS's sarif-schema-2.1.0.json (© OASIS Open) from the crate serde-sarif 0.8.0 (MIT), except
//! for `language`: its pattern is not a valid regular expression there, so it is that of OASIS's errata 01.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use hpplint::rules::{self, RULES};
use hpplint::text::escape;
use serde_json::Value;
use tempfile::TempDir;
use url::Url;

use super::{CASES, Case, expect_shown, findings, run, stdout, validate};
use crate::support::{self, hpplint};

const SCHEMA: &str = include_str!("sarif.schema.json");

fn parse(output: &str) -> Value {
    let log = serde_json::from_str(output).unwrap();
    validate(SCHEMA, &log);
    log
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).unwrap().as_str().unwrap()
}

fn number(value: &Value, key: &str) -> usize {
    usize::try_from(value[key].as_u64().unwrap()).unwrap()
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).map_or(&[], |list| list.as_array().unwrap())
}

fn results(log: &Value) -> &[Value] {
    list(log, "/runs/0/results")
}

/// The file that a location is in, seen from `folder`.
fn file(location: &Value, folder: &Path) -> PathBuf {
    let folder = Url::from_directory_path(folder).unwrap();
    folder.join(text(location, "/physicalLocation/artifactLocation/uri")).unwrap().to_file_path().unwrap()
}

/// The log of a case, indented. The rules are the same in all logs, and only one file holds them.
fn show(case: &Case, output: &str) -> String {
    let mut log: Value = serde_json::from_str(output).unwrap();
    if case.name != "clean" {
        log.pointer_mut("/runs/0/tool/driver").unwrap().as_object_mut().unwrap().remove("rules").unwrap();
    }
    format!("{log:#}\n")
}

#[test]
fn every_finding_is_a_result() {
    expect_shown("sarif", show, |case, output| {
        let log = parse(output);
        let rules = list(&log, "/runs/0/tool/driver/rules");
        let findings = findings(case);
        assert_eq!(findings.len(), results(&log).len());
        for (finding, result) in findings.iter().zip(results(&log)) {
            let rule = &rules[number(result, "ruleIndex")];
            assert_eq!(rule["id"], result["ruleId"]);
            let has_its_level = rule["defaultConfiguration"]["level"] == result["level"];
            assert!(has_its_level || case.arguments.contains(&"-W"));
            let location = &result["locations"][0];
            let file = file(location, Path::new("/"));
            let file = escape(file.to_str().unwrap().strip_prefix('/').unwrap()).into_owned();
            let region = &location["physicalLocation"]["region"];
            let (line, column) = (&region["startLine"], &region["startColumn"]);
            let (level, code) = (text(result, "/level"), text(result, "/ruleId"));
            let message = text(result, "/message/text");
            let shown = format!("{file}:{line}:{column}: {level}[{code}] {message}");
            assert!(shown.starts_with(finding), "{shown}\n{finding}");
            for related in list(result, "/relatedLocations") {
                let anchor = format!("[{}]({})", text(related, "/message/text"), related["id"]);
                assert!(message.contains(&anchor), "{message}\n{anchor}");
            }
        }
        let invocation = &log["runs"][0]["invocations"][0];
        let notifications = list(invocation, "/toolExecutionNotifications");
        assert_eq!(invocation["executionSuccessful"], case.status != 2);
        assert_eq!(notifications.is_empty(), case.status != 2);
    });
}

#[test]
fn every_rule_is_described_within_github_s_limits() {
    let log = parse(&run(&CASES[0], &["--format", "sarif"]).1);
    let rules = list(&log, "/runs/0/tool/driver/rules");
    assert_eq!(rules.len(), RULES.len());
    for (described, rule) in rules.iter().zip(RULES) {
        assert_eq!(text(described, "/id"), rule.code);
        assert_eq!(text(described, "/name").to_lowercase(), rule.code.replace('_', "").to_lowercase());
        assert_eq!(text(described, "/defaultConfiguration/level"), rule.severity.name());
        assert!(rule.docs.explanation.contains(text(described, "/help/markdown")));
        for pointer in ["/shortDescription/text", "/fullDescription/text"] {
            let characters = text(described, pointer).chars().count();
            assert!((1..=1024).contains(&characters), "{} {pointer}: {characters}", rule.code);
        }
    }
}

/// The bytes from a line and a column on: lines end with a line feed, columns count characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let before: String = text.get(start..).unwrap().chars().take(column - 1).collect();
    assert!(before.chars().count() == column - 1 && !before.contains('\n'), "{line}:{column}");
    start + before.len()
}

fn range(text: &str, region: &Value) -> Range<usize> {
    let start = offset(text, number(region, "startLine"), number(region, "startColumn"));
    start..offset(text, number(region, "endLine"), number(region, "endColumn"))
}

/// A file as editors show it.
fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).into_owned()
}

/// A location as in an `.out` file: ``4:13 `260.00` /amount``.
fn place(text_of_file: &str, location: &Value) -> String {
    let region = &location["physicalLocation"]["region"];
    let cut = text_of_file.get(range(text_of_file, region)).unwrap();
    let cut: String = cut.chars().take(40).flat_map(char::escape_debug).collect();
    let pointer = list(location, "/logicalLocations").first();
    let pointer = pointer.map(|field| format!(" {}", text(field, "/fullyQualifiedName")));
    format!("{}:{} `{cut}`{}", region["startLine"], region["startColumn"], pointer.unwrap_or_default())
}

/// Every fixture that is read without options, seen from `fixtures/`.
fn fixtures() -> Vec<PathBuf> {
    let has_no_options = |file: &PathBuf| !file.with_extension("args").exists();
    let files = support::fixtures().into_iter().filter(has_no_options);
    files.map(|file| file.strip_prefix("fixtures").unwrap().to_owned()).collect()
}

#[test]
fn regions_are_those_of_the_findings() {
    let fixtures = fixtures();
    let output = support::run(hpplint(&["--format=sarif"]).current_dir("fixtures").args(&fixtures));
    let log = parse(&output.stdout);
    let folder = Path::new("fixtures").canonicalize().unwrap();
    let mut by_file: BTreeMap<PathBuf, Vec<&Value>> = BTreeMap::new();
    for result in results(&log) {
        by_file.entry(file(&result["locations"][0], &folder)).or_default().push(result);
    }
    let (mut places, mut roots) = (BTreeSet::new(), Vec::new());
    for fixture in fixtures.iter().map(|fixture| folder.join(fixture)) {
        let expected = fs::read_to_string(fixture.with_extension("out")).unwrap_or_default();
        let mut expected = expected.lines().filter(|line| !line.starts_with("    help: ")).peekable();
        let text_of_file = read(&fixture);
        for result in by_file.remove(&fixture).unwrap_or_default() {
            let place_of = |location| place(&text_of_file, location);
            let (at, code) = (place_of(&result["locations"][0]), text(result, "/ruleId"));
            places.insert((fixture.clone(), format!("{at} {code}")));
            let found = format!("{at} {code}: {}", text(result, "/message/text"));
            let line = expected.next().unwrap();
            assert!(found.starts_with(line), "{}\n{line}\n{found}", fixture.display());
            for related in list(result, "/relatedLocations") {
                assert_eq!(file(related, &folder), fixture);
                if rules::find(text(related, "/message/text")).is_some() {
                    roots.push((fixture.clone(), place_of(related) + " " + text(related, "/message/text")));
                    continue;
                }
                let found = format!("    {} {}", place_of(related), text(related, "/message/text"));
                assert_eq!(expected.next(), Some(found.as_str()), "{}", fixture.display());
            }
            if text(result, "/message/text").contains(" more.") {
                while expected.next_if(|line| line.starts_with("    ")).is_some() {}
            }
        }
        assert_eq!(expected.next(), None, "{}", fixture.display());
    }
    assert!(by_file.is_empty(), "{by_file:?}");
    // The root of a cause is another finding.
    let wrong: Vec<_> = roots.iter().filter(|root| !places.contains(root)).collect();
    assert!(wrong.is_empty() && roots.len() > 50, "{wrong:?} {}", roots.len());
}

/// The text of a file with the safe fixes of its results applied.
fn fixed(path: &Path, results: &[&Value]) -> String {
    let mut text_of_file = read(path);
    let fixes = results.iter().flat_map(|result| list(result, "/fixes"));
    let safe = fixes.filter(|fix| text(fix, "/description/text").ends_with("this is safe."));
    let replacements = safe.flat_map(|fix| list(fix, "/artifactChanges/0/replacements"));
    let mut replacements: Vec<_> = replacements
        .map(|it| (range(&text_of_file, &it["deletedRegion"]), text(it, "/insertedContent/text")))
        .collect();
    replacements.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, inserted) in replacements {
        text_of_file.replace_range(range, inserted);
    }
    text_of_file
}

#[test]
fn fixes_are_those_of_the_option_fix() {
    let folder = Path::new("fixtures").canonicalize().unwrap();
    let mut changed = 0;
    for case in CASES.iter().filter(|case| ["one-error", "many", "minified", "stream"].contains(&case.name)) {
        let log = parse(&run(case, &["--format", "sarif"]).1);
        for path in case.arguments.iter().map(|argument| folder.join(argument)) {
            let is_here = |result: &&Value| file(&result["locations"][0], &folder) == path;
            let here: Vec<&Value> = results(&log).iter().filter(is_here).collect();
            let fixed = fixed(&path, &here);
            assert_eq!(fixed, stdout(&["--fix"], fs::read(&path).unwrap()), "{}", path.display());
            changed += usize::from(fixed != read(&path));
            if case.name == "one-error" {
                let again = support::run(hpplint(&["--strict", "--quiet"]).write_stdin(fixed));
                assert_eq!(again, support::Outcome::new(0, "", ""));
            }
        }
    }
    assert!(changed > 3, "{changed}");
}

#[test]
fn uris_lead_to_the_files() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let name = "100% şık [1]:#?&+.json";
    let path = folder.join(name);
    fs::write(&path, r#"{"amount": 1}"#).unwrap();
    let elsewhere = folder.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    for (from, argument, is_relative) in [
        (&folder, Path::new(name), true),
        (&folder, &path, true),
        (&elsewhere, &Path::new("..").join(name), true),
        (&elsewhere, &path, false),
    ] {
        let output = support::run(hpplint(&["--format=sarif"]).current_dir(from).arg(argument));
        let log = parse(&output.stdout);
        let location = &results(&log)[0]["locations"][0];
        assert_eq!(file(location, from), path);
        let is_absolute = Url::parse(text(location, "/physicalLocation/artifactLocation/uri")).is_ok();
        assert_eq!(is_absolute, !is_relative);
    }
}

#[test]
fn no_text_of_a_request_becomes_a_link() {
    let request = r#"{"amount": 1, "currency": "[click](https://evil.example)"}"#;
    let log = parse(&stdout(&["--format=sarif", "-"], request));
    let messages: Vec<&str> = results(&log).iter().map(|result| text(result, "/message/text")).collect();
    assert!(
        messages.iter().any(|message| message.contains("[click] (https://evil.example)")),
        "{messages:?}"
    );
}

#[test]
fn a_result_has_the_level_of_the_run_and_a_rule_its_own() {
    let case = CASES.iter().find(|case| case.name == "warnings-only").unwrap();
    let log = parse(&run(case, &["--format=sarif", "--deny=LINT_LINE_PRICE"]).1);
    let levels = results(&log).iter().map(|result| (text(result, "/ruleId"), text(result, "/level")));
    assert_eq!(levels.collect::<Vec<_>>(), [("LINT_LINE_PRICE", "error"), ("LINT_EMPTY_BASKET", "warning")]);
    let rule = &list(&log, "/runs/0/tool/driver/rules")[number(&results(&log)[0], "ruleIndex")];
    assert_eq!(text(rule, "/defaultConfiguration/level"), "warning");
}
