//! The documents are correct: commands print what is shown, options and rules exist, links lead somewhere, and the tables
//! and the picture are the program's own. `BLESS=1 cargo test` updates what the program prints.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anstyle::RgbColor;
use anstyle_svg::{Palette, Term};
use clap::{CommandFactory, Parser};
use hpplint::cli::Cli;
use hpplint::rules::{self, RULES};
use serde_json::Value;
use tempfile::TempDir;

use crate::support;

const RULES_HEAD: &str = "| code | level | what it finds |";
const MISTAKES_HEAD: &str = "| mistake | what hpplint finds | what it suggests |";

/// The documents, by their paths.
fn pages() -> BTreeMap<PathBuf, String> {
    let docs = std::fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let docs = docs.filter(|path| path.extension() == Some("md".as_ref()));
    let own = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from);
    own.into_iter().chain(docs).map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Compares a file with what it should hold, or writes it under `BLESS=1`.
fn assert_holds(path: &Path, expected: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, expected).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap();
    let line = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    let line = line.unwrap_or(found.lines().count().min(expected.lines().count()));
    assert!(
        found == expected,
        "{}:{} should be {:?}; if the change is on purpose: BLESS=1 cargo test",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or_default()
    );
}

/// The page with the output of its commands, and the rows of its tables, as they are now.
fn refreshed(page: &str) -> String {
    let scripts = scripts(page);
    let mut fresh = String::new();
    let mut lines = page.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        fresh.push_str(line);
        fresh.push('\n');
        let command = line.strip_prefix("$ ").filter(|_| in_console);
        if let Some(output) = command.and_then(|command| output_of(command, &scripts)) {
            fresh.push_str(&output);
            while lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")).is_some() {}
        } else if line == RULES_HEAD || line == MISTAKES_HEAD {
            let rows: Vec<&str> =
                std::iter::from_fn(|| lines.next_if(|line| line.starts_with('|'))).collect();
            fresh.push_str("|---|---|---|\n");
            fresh.push_str(&if line == RULES_HEAD { table_of_rules() } else { table_of_mistakes(&rows) });
        }
    }
    fresh
}

/// A folder with the scripts of a page: its Python blocks, whose first line is a comment with the file's name.
fn scripts(page: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for block in page.split("```python\n# ").skip(1) {
        let (name, script) = block.split("```").next().unwrap().split_once('\n').unwrap();
        std::fs::write(folder.path().join(name), script).unwrap();
    }
    folder
}

/// What a command shows in a shell; `None` if it needs a program that is not installed.
fn output_of(command: &str, scripts: &TempDir) -> Option<String> {
    let is_missing = |program: &&str| {
        command.contains(&format!("| {program} ")) && Command::new(program).arg("--version").output().is_err()
    };
    if ["jq", "python3"].iter().any(is_missing) {
        return None;
    }
    let command = command.replace("python3 ", &format!("python3 {}/", scripts.path().display()));
    let output = shell(&format!("{{ {command}; }} 2>&1")).output().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A shell that runs `script` and finds `hpplint`.
fn shell(script: &str) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_hpplint")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        shell.env_remove(name);
    }
    shell.arg("-c").arg(script).env("PATH", path);
    shell
}

/// One row for each rule.
fn table_of_rules() -> String {
    let row =
        |rule: &&rules::Rule| format!("| `{}` | {} | {} |\n", rule.code, rule.severity.name(), rule.summary);
    RULES.iter().map(row).collect()
}

/// The rows below the head, each with the message and the help of the first finding in the file that its link names.
fn table_of_mistakes(rows: &[&str]) -> String {
    let row = |row: &&str| {
        let mistake = row.trim_matches(['|', ' ']).split(" | ").next().unwrap();
        let (_, fixture) = mistake.trim_end_matches(')').split_once("](").unwrap();
        let output = shell(&format!("hpplint --quiet --format rdjsonl {fixture}")).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        let finding: Value = serde_json::from_str(output.lines().next().unwrap()).unwrap();
        let (message, help) = finding["message"].as_str().unwrap().split_once('\n').unwrap();
        format!("| {mistake} | {message} | {help} |\n")
    };
    rows.iter().skip(1).map(row).collect()
}

/// The text of a page outside its blocks of code.
fn prose(page: &str) -> String {
    page.split("```").step_by(2).collect()
}

/// What GitHub calls a heading in a link.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn commands_and_tables_show_what_the_program_prints() {
    for (path, page) in pages() {
        assert_holds(&path, &refreshed(&page));
    }
}

/// The recipe makes a patch that a library applies, and nothing is found in the result.
#[test]
fn the_patch_of_the_recipe_makes_the_request_clean() {
    let page = std::fs::read_to_string("docs/data.md").unwrap();
    let is_patch = |line: &&str| line.starts_with("$ hpplint") && line.contains(r#"\"op\""#);
    let command = page.lines().find(is_patch).unwrap();
    let request = command.split(' ').find(|word| word.starts_with("fixtures/")).unwrap();
    let mut request: Value = serde_json::from_slice(&std::fs::read(request).unwrap()).unwrap();
    let Some(patch) = output_of(command.trim_start_matches("$ "), &scripts(&page)) else { return };
    let patch: json_patch::Patch = serde_json::from_str(&patch).unwrap();
    assert!(!patch.is_empty());
    json_patch::patch(&mut request, &patch).unwrap();
    let outcome = support::lint(&["--strict", "--quiet"], std::io::Cursor::new(request.to_string()));
    assert_eq!(outcome, support::Outcome::new(0, "", ""));
}

#[test]
fn the_picture_is_a_real_diagnostic() {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::copy("fixtures/amounts_dont_match/bad.json", folder.path().join("request.json")).unwrap();
    let output = shell("hpplint --color always request.json 2>&1").current_dir(&folder).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains("AMOUNTS_DONT_MATCH"), "{output}");
    // Colours that are easy to read on a dark terminal, which is fine on a light page and on a dark one.
    let colors = [
        0x0016_1b22,
        0x00ff_7b72,
        0x007e_e787,
        0x00e3_b341,
        0x0079_c0ff,
        0x00d2_a8ff,
        0x0056_d4dd,
        0x00e6_edf3,
    ];
    let rgb = |color: u32| {
        let [_, red, green, blue] = color.to_be_bytes();
        RgbColor(red, green, blue)
    };
    let palette = Palette(std::array::from_fn(|i| rgb(colors.into_iter().cycle().nth(i).unwrap())));
    let text = format!("\u{1b}[1m$ hpplint request.json\u{1b}[0m\n{}", output.trim_end());
    assert_holds(Path::new("docs/diagnostic.svg"), &Term::new().palette(palette).render_svg(&text));
}

#[test]
fn commands_are_understood() {
    let mut understood = 0;
    let pages = pages();
    let parts = pages.values().flat_map(|page| page.lines()).flat_map(|line| line.split(['|', '>']));
    for part in parts {
        let part =
            part.trim().trim_start_matches("$ ").trim_start_matches("- run: ").trim_start_matches("- ");
        let name = ["hpplint ", "cargo run -- "].into_iter().find(|name| part.starts_with(name));
        // A line of prose may begin with the name, too.
        let arguments =
            name.and_then(|name| part.strip_prefix(name)).filter(|rest| !rest.ends_with(['.', ',']));
        if let Some(arguments) = arguments.filter(|rest| rest.contains("--") || rest.contains('/')) {
            let cli = Cli::try_parse_from(["hpplint"].into_iter().chain(arguments.split_whitespace()));
            assert!(cli.is_ok(), "{part}");
            understood += 1;
        }
    }
    assert!(understood > 20, "{understood}");
}

#[test]
fn options_and_rules_exist() {
    let command = Cli::command();
    let own = command.get_arguments().filter_map(|argument| argument.get_long());
    let others = "cached diff-filter dry-run locked name-only path prefix release stat stdin time".split(' ');
    let known: Vec<&str> = own.chain(["help", "version"]).chain(others).collect();
    for (path, page) in pages() {
        let words = page.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
        for word in words {
            let option = word.strip_prefix("--").filter(|name| name.starts_with(char::is_alphabetic));
            assert!(option.is_none_or(|name| known.contains(&name)), "{}: {word}", path.display());
            let is_code = word.starts_with("LINT_") && word.len() > "LINT_".len();
            assert!(!is_code || rules::find(word).is_some(), "{}: {word}", path.display());
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    for (path, page) in &pages {
        let prose = prose(page);
        let links = prose.split("](").skip(1).map(|rest| rest.split_once(')').unwrap().0);
        for link in links.filter(|link| !link.contains("://")) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = path.parent().unwrap().join(file);
            let target = if file.is_empty() { path.clone() } else { normal(&target) };
            assert!(target.exists(), "{}: {link}", path.display());
            let headings = pages.get(&target).map(|page| anchors(page)).unwrap_or_default();
            let leads = fragment.is_empty() || headings.iter().any(|heading| heading == fragment);
            assert!(leads, "{}: {link}", path.display());
        }
    }
}

/// The path without `..`.
fn normal(path: &Path) -> PathBuf {
    path.iter().fold(PathBuf::new(), |folder, part| match folder.parent() {
        Some(above) if part == ".." => above.to_owned(),
        _ => folder.join(part),
    })
}

/// The anchors of a page's headings.
fn anchors(page: &str) -> Vec<String> {
    let prose = prose(page);
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).collect()
}

#[test]
fn the_front_page_is_short_and_leads_to_all_others() {
    let mut pages = pages();
    let readme = pages.remove(Path::new("README.md")).unwrap();
    assert!(readme.lines().count() <= 200);
    for part in [RULES_HEAD, MISTAKES_HEAD, "(docs/diagnostic.svg)"] {
        assert!(readme.contains(part), "{part}");
    }
    for path in pages.keys() {
        assert!(readme.contains(&format!("({})", path.display())), "{}", path.display());
    }
}

#[test]
fn generated_files_go_where_the_page_says() {
    let page = std::fs::read_to_string("docs/install.md").unwrap();
    let lines: Vec<&str> = page.lines().filter(|line| line.starts_with("hpplint --generate ")).collect();
    let home = tempfile::TempDir::new().unwrap();
    let files =
        lines.iter().map(|line| home.path().join(line.split_once("> ").unwrap().1.trim_start_matches("~/")));
    let files: Vec<_> = files.collect();
    for file in &files {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    }
    let mut shell = shell(&lines.join(" && "));
    assert!(shell.env("HOME", home.path()).current_dir(&home).status().unwrap().success());
    assert_eq!(files.len(), 5);
    for file in files {
        assert!(std::fs::read_to_string(&file).unwrap().contains("hpplint"), "{}", file.display());
    }
}

#[test]
fn the_set_up_takes_two_commands() {
    let contributing = std::fs::read_to_string("CONTRIBUTING.md").unwrap();
    let commands = "\n```sh\ncargo run -- fixtures/amounts_dont_match/bad.json\ncargo test\n```\n";
    assert!(contributing.contains(commands));
}
