//! Runs of the program: as a process of its own, and inside the test's process.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};

use assert_cmd::Command;
use clap::Parser;
use hpplint::app::console::Console;
use hpplint::cli::Cli;

/// Environment variables that change the output. They are removed, so that the tests do not depend on them.
const ENVIRONMENT: [&str; 8] = [
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "CI",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "TF_BUILD",
    "TEAMCITY_VERSION",
];

/// The result of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    pub(crate) fn new(status: i32, stdout: impl Into<String>, stderr: impl Into<String>) -> Self {
        Self { status, stdout: stdout.into(), stderr: stderr.into() }
    }
}

/// A command `hpplint` with these arguments, for [`run()`].
pub(crate) fn hpplint(args: &[&str]) -> Command {
    Command::from_std(process(args))
}

/// Starts `hpplint` with pipes as standard input, output and error.
pub(crate) fn spawn(args: &[&str]) -> Child {
    let mut process = process(args);
    process.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// A command `hpplint` whose streams the test sets itself.
pub(crate) fn process(args: &[&str]) -> std::process::Command {
    let mut process = std::process::Command::new(env!("CARGO_BIN_EXE_hpplint"));
    process.args(args);
    for name in ENVIRONMENT {
        process.env_remove(name);
    }
    process
}

/// Runs a command to its end. Standard input is empty unless the test has set it.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome::new(output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A writer whose content can be read afterwards.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The numbers in a text, so that a test of a summary does not depend on its words.
pub(crate) fn numbers(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// Runs the linter in this process, without colour and 100 columns wide.
pub(crate) fn lint(args: &[&str], stdin: impl Read + Send + 'static) -> Outcome {
    let cli = Cli::try_parse_from([&["hpplint"], args].concat()).unwrap();
    let (stdout, mut stderr) = (Shared::default(), Vec::new());
    let console = Console {
        stdin: Box::new(stdin),
        stdout: Box::new(stdout.clone()),
        stdout_file: None,
        stderr: &mut stderr,
        color: false,
        shows_copies: false,
        width: 100,
        folder: PathBuf::new(),
        progress: false,
    };
    let status = hpplint::app::run(&cli, console) as i32;
    let stdout = std::mem::take(&mut *stdout.0.lock().unwrap());
    Outcome::new(status, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}
