//! The hooks, in scratch repositories: those for pre-commit, if it is installed, and the git hook of docs/formats.md.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use clap::Parser;
use hpplint::cli::Cli;
use tempfile::TempDir;

const HOOKS: &str = include_str!("../.pre-commit-hooks.yaml");
const OK: &str = include_str!("../fixtures/amounts_dont_match/ok.json");
const BAD: &str = include_str!("../fixtures/amounts_dont_match/bad.json");

/// The start of the finding in [`BAD`], as hooks show it.
const FOUND: &str = "error[AMOUNTS_DONT_MATCH] amount: 1599.85";

fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

/// A git repository with no history.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        repository.run("git", &["init", "--quiet"]);
        for (key, value) in [("user.name", "Test"), ("user.email", "test@m.example")] {
            repository.run("git", &["config", key, value]);
        }
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn stage(&self, name: &str, content: &str) {
        self.write(name, content);
        self.run("git", &["add", name]);
    }

    /// Runs a program here, with `hpplint` on its path and a new environment, since this test may itself run in a hook.
    fn output(&self, program: &str, args: &[&str]) -> Output {
        let bin = Path::new(env!("CARGO_BIN_EXE_hpplint")).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let environment = [("PATH", &*path), ("HOME", self.path().to_str().unwrap()), ("LC_ALL", "C.UTF-8")];
        Command::new(program)
            .args(args)
            .env_clear()
            .envs(environment)
            .current_dir(self.path())
            .output()
            .unwrap()
    }

    /// Runs a program that must succeed, and returns what it prints.
    #[track_caller]
    fn run(&self, program: &str, args: &[&str]) -> String {
        let output = self.output(program, args);
        assert!(output.status.success(), "{program} {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Commits what is staged, and returns what the hooks say: nothing, or why not.
    fn commit(&self) -> Result<String, String> {
        let output = self.output("git", &["commit", "--quiet", "--message", "x"]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        if output.status.success() { Ok(said) } else { Err(said) }
    }
}

#[test]
fn git_checks_what_is_staged_and_nothing_else() {
    if !is_installed("git") {
        return;
    }
    let page = fs::read_to_string("docs/formats.md").unwrap();
    let (_, hook) = page.split_once("```sh\n#!/bin/sh\n").unwrap();
    let (hook, _) = hook.split_once("```").unwrap();
    let repository = Repository::new();
    repository.write(".git/hooks/pre-commit", &format!("#!/bin/sh\n{hook}"));
    let path = repository.path().join(".git/hooks/pre-commit");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    let nothing = Ok(String::new());
    let name = "requests/mai 2026/not \"7\" yet.json";

    repository.stage("package.json", r#"{"name":"shop"}"#);
    assert_eq!(repository.commit(), nothing, "no request, and no history");
    repository.stage(name, BAD);
    repository.write(name, OK);
    let said = repository.commit().unwrap_err();
    assert!(said.contains(FOUND) && said.contains(&format!("╭▸ {name}:2:13\n")), "{said}");
    repository.stage(name, OK);
    repository.write(name, BAD);
    assert_eq!(repository.commit(), nothing, "the file has changed since");
    repository.stage("note.txt", "x");
    assert_eq!(repository.commit(), nothing, "what is not staged may be wrong");
    repository.run("git", &["rm", "--quiet", "--force", name]);
    assert_eq!(repository.commit(), nothing, "what is deleted is not checked");
    repository.stage("requests/stream.ndjson", "{}\n");
    assert!(repository.commit().unwrap_err().contains("LINT_INVALID_JSON"));
    repository.run("git", &["rm", "--quiet", "--force", "requests/stream.ndjson"]);
    repository.stage(name, BAD);
    repository.stage("hpplint.toml", "rules.AMOUNTS_DONT_MATCH = \"allow\"");
    let warning = "hpplint: warning: hpplint.toml leaves out 1 AMOUNTS_DONT_MATCH\n";
    assert_eq!(repository.commit(), Ok(warning.to_owned()), "the project's settings hold, and it says so");
}

#[test]
fn pre_commit_runs_the_installed_one() {
    if !is_installed("git") || !is_installed("pre-commit") {
        return;
    }
    let hooks = Repository::new();
    hooks.stage(".pre-commit-hooks.yaml", HOOKS);
    hooks.commit().unwrap();
    let revision = hooks.run("git", &["rev-parse", "HEAD"]);
    let repository = Repository::new();
    let config = format!(
        "repos:\n  - repo: {}\n    rev: {revision}    hooks:\n      - id: hpplint-system\n        files: ^requests/\n",
        hooks.path().display(),
    );
    repository.stage(".pre-commit-config.yaml", &config);
    repository.stage("package.json", "{}");
    repository.stage("requests/in order.json", OK);
    assert!(repository.run("pre-commit", &["run"]).contains("Passed"));
    repository.stage("requests/not in order.json", BAD);
    repository.write("requests/not in order.json", OK);
    let output = repository.output("pre-commit", &["run"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(FOUND) && said.contains("2 requests"), "{said}");
}

/// The values of a key in the hooks' file.
fn values(key: &str) -> Vec<&'static str> {
    let start = format!("{key}: ");
    HOOKS.lines().filter_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix(&start)).collect()
}

#[test]
fn hooks_are_commands_that_are_understood() {
    assert_eq!(values("id"), ["hpplint", "hpplint-system"]);
    assert_eq!(values("language"), ["rust", "system"]);
    for entry in values("entry") {
        let cli = Cli::try_parse_from(entry.split_whitespace().chain(["requests/a b.json"])).unwrap();
        assert_eq!(cli.paths, [Path::new("requests/a b.json")]);
    }
    assert_eq!(values("entry").len(), 2);
}
