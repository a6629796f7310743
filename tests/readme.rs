//! README tells the truth: its commands print what it shows, its options exist, its rules are the registry's.
//! `BLESS=1 cargo test` writes what they print, and the rules, into it anew.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;
use std::process::Command;

use clap::{CommandFactory, Parser};
use hpplint::cli::Cli;
use hpplint::rules::RULES;

const TABLE_HEAD: &str = "| code | level | what it finds |";

fn readme() -> String {
    std::fs::read_to_string("README.md").unwrap()
}

/// README as it would be if it were written now: its commands with what they print, and the registry's rules.
fn written_anew(readme: &str) -> String {
    let mut anew = String::new();
    let mut lines = readme.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        anew.push_str(line);
        anew.push('\n');
        if let Some(output) = line.strip_prefix("$ ").filter(|_| in_console).and_then(output_of) {
            anew.push_str(&output);
            while lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")).is_some() {}
        } else if line == TABLE_HEAD {
            anew.push_str(&table());
            while lines.next_if(|line| line.starts_with('|')).is_some() {}
        }
    }
    anew
}

/// What a command shows in a shell; nothing where the programs that it needs beside `hpplint` are not there.
fn output_of(command: &str) -> Option<String> {
    if command.contains("| jq ") && Command::new("jq").arg("--version").output().is_err() {
        return None;
    }
    let output = shell(&format!("{{ {command}; }} 2>&1")).output().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A shell that runs `script`, and finds `hpplint`.
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

/// The table of rules below its head.
fn table() -> String {
    let rows = RULES
        .iter()
        .map(|rule| format!("| `{}` | {} | {} |\n", rule.code, rule.severity.name(), rule.summary));
    "|---|---|---|\n".to_owned() + &rows.collect::<Vec<_>>().concat()
}

#[test]
fn commands_and_rules_are_shown_as_they_are() {
    let readme = readme();
    let anew = written_anew(&readme);
    assert!(readme.contains("\n$ hpplint ") && readme.contains(TABLE_HEAD));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write("README.md", anew).unwrap();
    } else {
        assert!(readme == anew, "README.md should be\n{anew}");
    }
}

#[test]
fn commands_are_understood() {
    let readme = readme();
    let mut understood = 0;
    for part in readme.lines().flat_map(|line| line.split(['|', '>'])) {
        let part = part.trim().trim_start_matches("$ ").trim_start_matches("- run: ");
        let name = ["hpplint ", "cargo run --release -- "].into_iter().find(|name| part.starts_with(name));
        if let Some(arguments) = name.and_then(|name| part.strip_prefix(name)) {
            let cli = Cli::try_parse_from(["hpplint"].into_iter().chain(arguments.split_whitespace()));
            assert!(cli.is_ok(), "{part}");
            understood += 1;
        }
    }
    assert!(understood > 5, "{understood}");
}

#[test]
fn options_exist() {
    let command = Cli::command();
    let own = command.get_arguments().filter_map(|argument| argument.get_long());
    let others = ["release", "path", "dry-run", "cached", "diff-filter", "name-only", "prefix", "stdin"];
    let known: Vec<&str> = own.chain(["help"]).chain(others).collect();
    let readme = readme();
    let words = readme.split(|character: char| !character.is_ascii_alphabetic() && character != '-');
    for option in words
        .filter_map(|word| word.strip_prefix("--"))
        .filter(|option| option.starts_with(char::is_alphabetic))
    {
        assert!(known.contains(&option), "--{option}");
    }
}

#[test]
fn what_is_generated_goes_where_it_is_said() {
    let readme = readme();
    let lines: Vec<&str> = readme.lines().filter(|line| line.starts_with("hpplint --generate ")).collect();
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
    let commands = "\n```sh\ncargo run --release -- fixtures/amounts_dont_match/bad.json\ncargo test\n```\n";
    assert!(readme().contains(commands));
}
