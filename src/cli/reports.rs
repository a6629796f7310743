//! `--format`, `--json` and `--output-file`: which reports are written where. Their order counts.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, ValueHint};

use super::headings::REPORTS;
use crate::render::Format;

/// The reports of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// The format on standard output, if one is given for it.
    pub stdout: Option<Format>,
    /// The reports that go to files.
    pub files: Vec<(Format, PathBuf)>,
}

/// The options as clap reads them.
#[derive(Args)]
struct ReportOptions {
    /// Print the error envelope that the API would return for each request: short for --format envelope
    #[arg(help_heading = REPORTS, long)]
    json: bool,

    /// Format of the report [default: human]; repeat it for several reports, all but one with an --output-file
    #[arg(help_heading = REPORTS, long, value_enum, value_name = "FORMAT", action = ArgAction::Append)]
    format: Vec<Format>,

    /// Write the report of the preceding --format to this file, in addition to the report on standard output. - means
    /// standard output
    #[arg(help_heading = REPORTS, long, value_name = "FILE", value_hint = ValueHint::FilePath, action = ArgAction::Append)]
    output_file: Vec<PathBuf>,
}

/// One of the options with its value.
enum Token {
    Format(Format),
    File(PathBuf),
}

impl Args for Reports {
    fn augment_args(command: Command) -> Command {
        ReportOptions::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        ReportOptions::augment_args_for_update(command)
    }
}

impl FromArgMatches for Reports {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let ReportOptions { json, format, output_file } = ReportOptions::from_arg_matches(matches)?;
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

/// Pairs each file with the format before it, or with the one after it if there is none before it.
fn pair(tokens: impl Iterator<Item = Token>) -> Result<Reports, Error> {
    let no_format =
        || Error::raw(ErrorKind::MissingRequiredArgument, "each --output-file needs a --format of its own");
    let mut reports = Reports::default();
    let (mut format, mut file) = (None, None);
    for token in tokens {
        match token {
            Token::Format(next) if file.is_some() => reports.add(next, file.take())?,
            Token::Format(next) => format.replace(next).map_or(Ok(()), |format| reports.add(format, None))?,
            Token::File(next) => match format.take() {
                Some(format) => reports.add(format, Some(next))?,
                None if file.is_none() => file = Some(next),
                None => return Err(no_format()),
            },
        }
    }
    format.map_or(Ok(()), |format| reports.add(format, None))?;
    if file.is_some() { Err(no_format()) } else { Ok(reports) }
}

impl Reports {
    /// Adds a report that goes to the file, or to standard output.
    fn add(&mut self, format: Format, file: Option<PathBuf>) -> Result<(), Error> {
        if let Some(file) = file.filter(|file| file.as_os_str() != "-") {
            self.files.push((format, file));
        } else if self.stdout.replace(format).is_some() {
            let message =
                "only one format can go to standard output; give each of the others an --output-file";
            return Err(Error::raw(ErrorKind::ArgumentConflict, message));
        }
        Ok(())
    }
}
