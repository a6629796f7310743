//! The process: arguments, environment and terminal → [`run`](super::run) → exit status.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory, FromArgMatches};
use same_file::Handle;

use super::Status;
use super::console::{Console, complain};
use super::sink::Sink;
use crate::cli::{Cli, Color};
use crate::render::WIDTH;
use crate::text::escape_lines;

/// Runs the program with the process's arguments, and returns its exit status.
pub fn run() -> ExitCode {
    let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
    let colors_help = wants_color(Color::Auto, stdout.is_terminal());
    let cli = match parse(colors_help) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return refuse(&error),
        Err(help) => {
            let help = help.render();
            return print(&if colors_help { help.ansi().to_string() } else { help.to_string() });
        }
    };
    if cli.paths.is_empty()
        && !cli.asks_for_text()
        && let Some(stdin) = nothing_to_read()
    {
        let message = format!("no path given, and standard input is {stdin}");
        return refuse(&Cli::command().error(ErrorKind::MissingRequiredArgument, message));
    }
    // If standard input is fixed, the fixed text goes to standard output, and reports go to standard error.
    let (is_terminal, size) = if cli.fix && !cli.diff && cli.reads_stdin() {
        (stderr.is_terminal(), terminal_size::terminal_size_of(&stderr))
    } else {
        (stdout.is_terminal(), terminal_size::terminal_size_of(&stdout))
    };
    // A diff in a pipe is exact, for `git apply`; but the log of a CI runner is a pipe too.
    let is_file = metadata(&stdout).is_some_and(|stdout| stdout.is_file());
    let is_logged = cli.diff && is_in_ci() && !is_file;
    let is_shown = stdout.is_terminal() || is_logged;
    let color = wants_color(cli.color, is_terminal);
    // The environment may ask for colour in pipes, but not in what `git apply` reads.
    let color = color && (!cli.diff || is_shown || cli.color == Color::Always);
    let console = Console {
        stdin: Box::new(std::io::stdin()),
        stdout: Box::new(stdout),
        stdout_file: is_file.then(Handle::stdout).and_then(Result::ok),
        stderr: &mut stderr.lock(),
        color,
        summary_color: wants_color(cli.color, stderr.is_terminal()),
        offers_help: stderr.is_terminal(),
        shows_copies: is_shown || (cli.diff && color),
        width: size.map_or(WIDTH, |(width, _)| width.0.into()),
        folder: std::env::current_dir().unwrap_or_default(),
        progress: stderr.is_terminal() && !cli.no_progress && !cli.quiet,
    };
    let status = super::run(&cli, console);
    ExitCode::from(status as u8)
}

/// What standard input is, if nothing was written to it.
fn nothing_to_read() -> Option<&'static str> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        Some("a terminal")
    } else if is_null_device(&stdin) {
        Some("the null device: give a path, or `-` if there may be none; with xargs, use `xargs -r`")
    } else {
        None
    }
}

/// Whether a stream is the null device, which may be another file than `/dev/null` in a container.
#[cfg(unix)]
fn is_null_device(stream: &impl std::os::fd::AsFd) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    let device = |file: std::fs::Metadata| file.file_type().is_char_device().then(|| file.rdev());
    let null = std::fs::metadata("/dev/null").ok().and_then(device);
    null.is_some() && metadata(stream).and_then(device) == null
}

/// Whether a stream is the null device. On Windows, that is not known.
#[cfg(not(unix))]
fn is_null_device<S>(_: &S) -> bool {
    false
}

/// Parses the process's arguments; fails if help is to be printed. Help may be coloured, errors never are.
fn parse(colors_help: bool) -> Result<Cli, clap::Error> {
    let color = if colors_help { ColorChoice::Always } else { ColorChoice::Never };
    let mut command = Cli::command().color(color);
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Prints help that was asked for.
fn print(help: &str) -> ExitCode {
    let written = Sink::stdout(std::io::stdout()).write(help.as_bytes());
    complain(written.as_ref().err(), &mut std::io::stderr());
    ExitCode::from(if written.is_ok() { Status::Clean } else { Status::Trouble } as u8)
}

/// Prints an error in the arguments, with what is hostile in it escaped.
fn refuse(error: &clap::Error) -> ExitCode {
    let message = error.render().to_string();
    let _ = std::io::stderr().write_all(escape_lines(&message).as_bytes());
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
