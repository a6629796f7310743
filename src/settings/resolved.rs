//! The values that `hpplint.toml` may set, as command line, file and defaults give them, each with its origin.

use std::path::PathBuf;

use crate::cli::Cli;
use crate::input::exclude::Exclude;
use crate::input::failure::Failure;
use crate::render::Format;
use crate::rules::facts::OrderIds;
use crate::rules::levels::{Level, Levels};
use crate::rules::{RULES, Rule};
use crate::settings::file::{FileSettings, find};

/// The values that a settings file may set.
#[derive(Debug)]
pub struct Resolved {
    pub(super) file: SettingsFile,
    pub(super) format: Sourced<Format>,
    pub(super) order_ids: Sourced<OrderIds>,
    pub(super) known_orders: Sourced<Option<PathBuf>>,
    pub(super) known_users: Sourced<Option<PathBuf>>,
    pub(super) exclude: Sourced<Option<Exclude>>,
    pub(super) levels: Vec<(&'static Rule, Sourced<Level>)>,
}

/// Which settings file was read.
#[derive(Debug)]
pub(super) enum SettingsFile {
    Read(PathBuf),
    NotFound,
    Ignored,
}

/// A value and its origin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sourced<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    CommandLine,
    File,
    Default,
}

impl<T> Sourced<T> {
    /// The command line overrides the file, and the file overrides the default.
    fn of(command_line: Option<T>, file: Option<T>, default: T) -> Self {
        match (command_line, file) {
            (Some(value), _) => Self { value, origin: Origin::CommandLine },
            (None, Some(value)) => Self { value, origin: Origin::File },
            (None, None) => Self { value: default, origin: Origin::Default },
        }
    }
}

impl Resolved {
    /// Reads the settings file that the command line names, or that applies to the current folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn new(cli: &Cli) -> Result<Self, Vec<Failure>> {
        let path = if cli.isolated { None } else { cli.config.clone().or_else(find) };
        let settings = path.as_deref().map(FileSettings::read).transpose()?.unwrap_or_default();
        let file = match path {
            Some(path) => SettingsFile::Read(path),
            None if cli.isolated => SettingsFile::Ignored,
            None => SettingsFile::NotFound,
        };
        Ok(Self::of(cli, settings, file))
    }

    fn of(cli: &Cli, set: FileSettings, file: SettingsFile) -> Self {
        // If a rule is given several levels, the last one counts.
        let find = |levels: &[(&Rule, Level)], rule: &Rule| {
            levels.iter().rev().find(|(known, _)| *known == rule).map(|(_, level)| *level)
        };
        let level = |rule: &'static Rule| {
            let (given, set) = (find(&cli.levels.0, rule), find(&set.levels, rule));
            (rule, Sourced::of(given, set, Levels::DEFAULT.of(rule)))
        };
        let path = |given: &Option<PathBuf>, set: Option<PathBuf>| {
            Sourced::of(given.clone().map(Some), set.map(Some), None)
        };
        Self {
            file,
            format: Sourced::of(cli.reports.stdout, set.format, Format::default()),
            order_ids: Sourced::of(cli.order_ids, set.order_ids, OrderIds::default()),
            levels: RULES.iter().copied().map(level).collect(),
            known_orders: path(&cli.known_orders, set.known_orders),
            known_users: path(&cli.known_users, set.known_users),
            exclude: Sourced::of(None, set.exclude.map(Some), None),
        }
    }

    /// The levels of all rules.
    pub(super) fn levels(&self) -> Levels {
        let mut levels = Levels::DEFAULT;
        self.levels.iter().for_each(|(rule, level)| levels.set(rule, level.value));
        levels
    }
}
