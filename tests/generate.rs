//! `--generate` prints completions and a man page that the shells and `man` understand, where these are installed
//! (contract §9).
#![cfg(unix)]

use std::path::PathBuf;
use std::process::{Command, Output};

use clap::{CommandFactory, Parser};
use hpplint::cli::Artifact;
use hpplint::cli::Cli;
use hpplint::cli::generate::generate;
use tempfile::TempDir;

/// A temporary folder with the artifact in a file.
fn written(artifact: Artifact) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("hpplint");
    std::fs::write(&path, generate(artifact)).unwrap();
    (folder, path)
}

/// Runs a program on the file, as `$1` or `$argv[1]` of a script. `None` if the program is not installed.
fn run(program: &str, args: &[&str], artifact: Artifact) -> Option<Output> {
    let (_folder, path) = written(artifact);
    let mut command = Command::new(program);
    command.args(args).arg(path).env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8");
    match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        output => Some(output.unwrap()),
    }
}

/// Standard output of a program that succeeds without a message.
fn without_complaint(program: &str, args: &[&str], artifact: Artifact) -> Option<String> {
    let output = run(program, args, artifact)?;
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && stderr.is_empty(), "{program} {args:?}: {stderr}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn shells_read_their_completions() {
    for (shell, artifact) in
        [("bash", Artifact::CompleteBash), ("zsh", Artifact::CompleteZsh), ("fish", Artifact::CompleteFish)]
    {
        let output = without_complaint(shell, &["-n"], artifact);
        assert_eq!(output.unwrap_or_default(), "", "{shell}");
    }
}

#[test]
fn bash_completes_codes_and_formats() {
    let script = r#"source "$1"
        for words in "--explain INVALID_TOTAL" "--format c"; do
            COMP_WORDS=(hpplint $words) COMP_CWORD=2
            _hpplint hpplint "${COMP_WORDS[2]}" "${COMP_WORDS[1]}"
            echo "${COMPREPLY[@]}"
        done"#;
    if let Some(output) = without_complaint("bash", &["-c", script, "bash"], Artifact::CompleteBash) {
        let codes = "INVALID_TOTAL_PRODUCT_AMOUNT INVALID_TOTAL_AMOUNT INVALID_TOTAL_DISCOUNT_AMOUNT";
        assert_eq!(output, format!("{codes}\nconcise\n"));
    }
}

#[test]
fn fish_completes_codes_with_what_they_find() {
    let script = r#"source $argv[1]; complete -C "hpplint --explain AMOUNTS""#;
    if let Some(output) = without_complaint("fish", &["-c", script], Artifact::CompleteFish) {
        assert_eq!(output, "AMOUNTS_DONT_MATCH\t`amount` is not the items' prices less the discounts\n");
    }
}

#[test]
fn the_man_page_has_every_option_and_the_usual_sections() {
    let page = generate(Artifact::Man).replace('\\', "");
    for argument in Cli::command().get_arguments() {
        let long = argument.get_long().map(|long| format!("fB--{long}fR")).unwrap_or_default();
        assert!(page.contains(&long), "{long}");
    }
    let mut sections = page.lines().filter_map(|line| line.strip_prefix(".SH "));
    for usual in [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "\"EXIT STATUS\"",
        "ENVIRONMENT",
        "FILES",
        "EXAMPLES",
        "VERSION",
    ] {
        assert!(sections.any(|section| section == usual), "{usual} is missing, or in another place");
    }
}

#[test]
fn the_man_page_s_examples_are_understood() {
    let page = generate(Artifact::Man).replace('\\', "");
    let (_, examples) = page.split_once(".SH EXAMPLES\n").unwrap();
    let (examples, _) = examples.split_once(".SH ").unwrap();
    let examples = examples.lines().filter_map(|line| line.strip_prefix("fB")?.strip_suffix("fR"));
    for example in examples.clone() {
        let command = example.rsplit("| ").next().unwrap();
        assert!(command.starts_with("hpplint"), "{example}");
        assert!(Cli::try_parse_from(command.split_whitespace()).is_ok(), "{example}");
    }
    assert!(examples.count() > 5);
}

#[test]
#[cfg(target_os = "linux")]
fn man_shows_the_page() {
    let args = ["--warnings", "--pager=cat", "-l"];
    if let Some(shown) = without_complaint("man", &args, Artifact::Man) {
        for start in
            ["       hpplint [OPTIONS] [PATHS]...", "       2      ", "       my-shop --dry-run | hpplint"]
        {
            assert!(shown.lines().any(|line| line.starts_with(start)), "{start:?} is not in\n{shown}");
        }
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    }
}
