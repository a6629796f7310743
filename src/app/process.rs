//! The process: arguments, environment and terminal → [`run`](super::run) → exit status.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory, FromArgMatches};

use super::Status;
use super::console::Console;
use crate::cli::{Cli, Color};
use crate::render::WIDTH;
use crate::text::escape;

/// Runs the program with the process's arguments, and returns its exit status.
pub fn run() -> ExitCode {
    let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
    let cli = match parse(wants_color(Color::Auto, stdout.is_terminal())) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    if cli.paths.is_empty() && !cli.asks_for_text() && std::io::stdin().is_terminal() {
        let message = "no path given, and standard input is a terminal";
        return refuse(&Cli::command().error(ErrorKind::MissingRequiredArgument, message));
    }
    // If standard input is fixed, it goes to standard output, and reports go to standard error.
    let (is_terminal, size) = if cli.fix && cli.reads_stdin() {
        (stderr.is_terminal(), terminal_size::terminal_size_of(&stderr))
    } else {
        (stdout.is_terminal(), terminal_size::terminal_size_of(&stdout))
    };
    // A diff in a pipe is exact, for `git apply`; but the log of a CI runner is a pipe too.
    let is_logged = cli.diff && is_in_ci() && !metadata(&stdout).is_some_and(|stdout| stdout.is_file());
    // The decision about colour is made here; `colored` must not make its own.
    colored::control::set_override(true);
    let console = Console {
        stdin: Box::new(std::io::stdin()),
        stdout: Box::new(stdout),
        stderr: &mut stderr.lock(),
        color: wants_color(cli.color, is_terminal),
        shows_copies: std::io::stdout().is_terminal() || is_logged,
        width: size.map_or(WIDTH, |(width, _)| width.0.into()),
        folder: std::env::current_dir().unwrap_or_default(),
        progress: stderr.is_terminal() && !cli.no_progress && !cli.quiet,
    };
    let status = super::run(&cli, console);
    ExitCode::from(status as u8)
}

/// Parses the process's arguments. Help may be coloured, errors never are.
fn parse(colors_help: bool) -> Result<Cli, clap::Error> {
    let color = if colors_help { ColorChoice::Always } else { ColorChoice::Never };
    let mut command = Cli::command().color(color);
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Prints help that was asked for, or an error in the arguments, with the control characters in it escaped.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe is not a failure.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let message = error.render().to_string();
    for line in message.lines() {
        let _ = writeln!(std::io::stderr(), "{}", escape(line));
    }
    ExitCode::from(Status::Trouble as u8)
}

/// Whether a CI runner reads the output.
fn is_in_ci() -> bool {
    ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION"].into_iter().any(is_set)
}

/// Whether an environment variable is set, but not to 0.
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

/// The metadata of the file behind a stream; `None` if it is not known.
#[cfg(unix)]
fn metadata(stream: &impl std::os::fd::AsFd) -> Option<std::fs::Metadata> {
    let stream = stream.as_fd().try_clone_to_owned().ok()?;
    std::fs::File::from(stream).metadata().ok()
}

/// The metadata of the file behind a stream; `None` if it is not known.
#[cfg(windows)]
fn metadata(stream: &impl std::os::windows::io::AsHandle) -> Option<std::fs::Metadata> {
    let stream = stream.as_handle().try_clone_to_owned().ok()?;
    std::fs::File::from(stream).metadata().ok()
}

/// Whether to use colour (contract §9). `NO_COLOR` overrides `CLICOLOR_FORCE` and `FORCE_COLOR`, which
/// have no effect if they are 0.
fn wants_color(choice: Color, is_terminal: bool) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_forced = is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR");
            let is_supported = is_terminal && anstyle_query::term_supports_color();
            !anstyle_query::no_color() && (is_forced || is_supported)
        }
    }
}
