//! Where reports go: what `--format`, `--json` and `--output-file` say together, in their order.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, ValueHint};

use crate::render::Format;

/// The formats that were asked for, each with where it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// The format on standard output, if one was named.
    pub stdout: Option<Format>,
    /// The files, each with its format.
    pub files: Vec<(Format, PathBuf)>,
}

/// The options as they stand on the command line.
#[derive(Args)]
struct Options {
    /// Answer each request with the envelope that the API would answer: short for --format envelope
    #[arg(help_heading = super::REPORTS, long)]
    json: bool,

    /// What reports look like, `human` by default; several times for several reports, each but one with an
    /// --output-file
    #[arg(help_heading = super::REPORTS, long, value_enum, value_name = "FORMAT", action = ArgAction::Append)]
    format: Vec<Format>,

    /// Write the report in the --format before it to a file; the one on standard output stays. - is standard output
    #[arg(help_heading = super::REPORTS, long, value_name = "FILE", value_hint = ValueHint::FilePath, action = ArgAction::Append)]
    output_file: Vec<PathBuf>,
}

/// One of the options.
enum Token {
    Format(Format),
    File(PathBuf),
}

impl Args for Reports {
    fn augment_args(command: Command) -> Command {
        Options::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Options::augment_args_for_update(command)
    }
}

impl FromArgMatches for Reports {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let Options { json, format, output_file } = Options::from_arg_matches(matches)?;
        let at = |name| matches.indices_of(name).into_iter().flatten();
        let json = at("json").filter(|_| json).map(|at| (at, Token::Format(Format::Envelope)));
        let formats = at("format").zip(format.into_iter().map(Token::Format));
        let files = at("output_file").zip(output_file.into_iter().map(Token::File));
        let mut tokens: Vec<(usize, Token)> = json.chain(formats).chain(files).collect();
        tokens.sort_by_key(|(at, _)| *at);
        pair(tokens.into_iter().map(|(_, token)| token))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Gives each file the format before it, or that behind it if there is none before it.
fn pair(tokens: impl Iterator<Item = Token>) -> Result<Reports, Error> {
    let mut reports = Reports::default();
    let (mut format, mut file) = (None, None);
    for token in tokens {
        match token {
            Token::Format(next) => match file.take() {
                Some(file) => reports.push(next, file)?,
                None => reports.set_stdout(format.replace(next))?,
            },
            Token::File(next) => match format.take() {
                Some(format) => reports.push(format, next)?,
                None if file.is_none() => file = Some(next),
                None => return Err(no_format()),
            },
        }
    }
    reports.set_stdout(format)?;
    if file.is_some() { Err(no_format()) } else { Ok(reports) }
}

impl Reports {
    fn push(&mut self, format: Format, file: PathBuf) -> Result<(), Error> {
        if file.as_os_str() == "-" {
            return self.set_stdout(Some(format));
        }
        self.files.push((format, file));
        Ok(())
    }

    fn set_stdout(&mut self, format: Option<Format>) -> Result<(), Error> {
        if format.is_some() && self.stdout.is_some() {
            let message = "only one format can go to standard output; give the others an --output-file each";
            return Err(Error::raw(ErrorKind::ArgumentConflict, message));
        }
        self.stdout = self.stdout.or(format);
        Ok(())
    }
}

fn no_format() -> Error {
    Error::raw(ErrorKind::MissingRequiredArgument, "each --output-file needs a --format of its own")
}
