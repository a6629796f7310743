//! Runs of the program: as a process of its own, and inside the test's process.

use std::io::Read;
use std::process::{Child, Stdio};

use assert_cmd::Command;

use super::lint::{BLOCK, Outcome, lint_as, parse};

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

/// Where the third read of standard input ends, if there are as many bytes: an eighth of a block, a quarter, and a half.
pub(crate) const END_OF_READ: usize = BLOCK / 8 * 7;

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

/// The numbers in a text, so that a test of a summary does not depend on its words.
pub(crate) fn numbers(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The numbers of the summary's first line, which says what was checked.
pub(crate) fn checked(stderr: &str) -> Vec<usize> {
    numbers(stderr.lines().find(|line| line.contains(" checked, ")).unwrap_or_default())
}

/// Runs the linter with these arguments in this process.
pub(crate) fn lint(args: &[&str], stdin: impl Read + Send + 'static) -> Outcome {
    lint_as(&parse(args), stdin)
}
