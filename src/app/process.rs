//! The process: arguments, terminal and environment in, exit status out.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::console::Console;
use crate::check::status::Status;
use crate::cli::{Cli, Color};
use crate::render::WIDTH;
use crate::text::escape;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

/// Runs the program: reads its arguments, does what they say, and returns the exit status.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let asks_for_text =
        cli.list_rules || cli.show_settings || cli.explain.is_some() || cli.generate.is_some();
    if cli.paths.is_empty() && !asks_for_text && std::io::stdin().is_terminal() {
        let message = "no path, and standard input is a terminal";
        return refuse(&Cli::command().error(ErrorKind::MissingRequiredArgument, message));
    }
    let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
    // Where a fixed standard input goes to standard output, reports go to standard error.
    let (is_terminal, size) = if cli.fix && cli.reads_stdin() {
        (stderr.is_terminal(), terminal_size::terminal_size_of(&stderr))
    } else {
        (stdout.is_terminal(), terminal_size::terminal_size_of(&stdout))
    };
    let color = wants_color(cli.color, is_terminal);
    // The formats colour only where they are told to.
    colored::control::set_override(true);
    let width = size.map_or(WIDTH, |(width, _)| width.0.into());
    let console = Console {
        stdin: Box::new(std::io::stdin()),
        stdout: Box::new(stdout),
        stderr: &mut stderr.lock(),
        color,
        width,
        folder: std::env::current_dir().unwrap_or_default(),
        progress: stderr.is_terminal() && !cli.no_progress && !cli.quiet,
    };
    let status = super::run(&cli, console);
    ExitCode::from(status as u8)
}

/// Prints the help that was asked for, or says what is wrong with the arguments, which may hold anything.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe has read enough.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let message = error.render().to_string();
    for line in message.lines() {
        let _ = writeln!(std::io::stderr(), "{}", escape(line));
    }
    ExitCode::from(Status::Trouble as u8)
}

/// Whether to colour (contract §9); the variables are those of no-color.org and bixense.com/clicolors.
fn wants_color(choice: Color, is_terminal: bool) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        Color::Auto => {
            is_set("CLICOLOR_FORCE")
                || is_set("FORCE_COLOR")
                || (is_terminal && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb"))
        }
    }
}
