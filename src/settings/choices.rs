//! What holds: the command line, `hpplint.toml` and the defaults, put together; and where each of it comes from.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use crate::cli::{Cli, OrderIds};
use crate::input::exclude::Exclude;
use crate::input::failure::Failure;
use crate::render::Format;
use crate::rules::levels::{Level, Levels};
use crate::rules::{RULES, Rule};
use crate::settings::file::{Config, name_of};
use crate::text::escape;

/// All that a file of settings may set.
#[derive(Debug)]
pub struct Choices {
    file: File,
    /// What reports look like.
    pub format: Choice<Format>,
    /// Where an order ID must not come twice.
    pub order_ids: Choice<OrderIds>,
    /// The file of known orders.
    pub known_orders: Choice<Option<PathBuf>>,
    /// The file of known users.
    pub known_users: Choice<Option<PathBuf>>,
    /// What is left out of folders.
    pub exclude: Choice<Option<Exclude>>,
    rules: Vec<(&'static Rule, Choice<Level>)>,
}

/// The file of settings.
#[derive(Debug)]
enum File {
    Is(PathBuf),
    NotFound,
    Ignored,
}

/// A value that is chosen, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Choice<T> {
    /// The value.
    pub value: T,
    origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    CommandLine,
    File,
    Default,
}

impl<T> Choice<T> {
    /// The command line beats the file.
    fn of(command_line: Option<T>, file: Option<T>, default: T) -> Self {
        match (command_line, file) {
            (Some(value), _) => Self { value, origin: Origin::CommandLine },
            (None, Some(value)) => Self { value, origin: Origin::File },
            (None, None) => Self { value: default, origin: Origin::Default },
        }
    }
}

impl Choices {
    /// What the command line says, and the file that it names or that holds in the current folder.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn new(cli: &Cli) -> Result<Self, Vec<Failure>> {
        let path = if cli.isolated { None } else { cli.config.clone().or_else(Config::find) };
        let config = path.map(Config::read).transpose()?;
        let missing = if cli.isolated { File::Ignored } else { File::NotFound };
        Ok(Self::of(cli, config, missing))
    }

    fn of(cli: &Cli, config: Option<Config>, missing: File) -> Self {
        let (file, config) = match config {
            Some(config) => (File::Is(config.path.clone()), config),
            None => (missing, Config::default()),
        };
        // Of several levels of one rule, the last counts.
        let find = |levels: &[(&Rule, Level)], rule: &Rule| {
            levels.iter().rev().find(|(known, _)| *known == rule).map(|(_, level)| *level)
        };
        let choose = |rule: &'static Rule| {
            let (given, set) = (find(&cli.levels.0, rule), find(&config.levels, rule));
            (rule, Choice::of(given, set, Levels::DEFAULT.of(rule)))
        };
        let path = |given: &Option<PathBuf>, set: Option<PathBuf>| {
            Choice::of(given.clone().map(Some), set.map(Some), None)
        };
        Self {
            format: Choice::of(cli.reports.stdout, config.format, Format::default()),
            order_ids: Choice::of(cli.order_ids, config.order_ids, OrderIds::default()),
            rules: RULES.iter().copied().map(choose).collect(),
            known_orders: path(&cli.known_orders, config.known_orders),
            known_users: path(&cli.known_users, config.known_users),
            exclude: Choice::of(None, config.exclude.map(Some), None),
            file,
        }
    }

    /// The levels of all rules.
    #[must_use]
    pub fn levels(&self) -> Levels {
        let mut levels = Levels::DEFAULT;
        self.rules.iter().for_each(|(rule, level)| levels.set(rule, level.value));
        levels
    }

    /// The settings, a line each, and where each comes from.
    fn lines(&self) -> Vec<(String, Origin)> {
        let set = |key: &str, value: &str| format!("{key} = {}", quote(value));
        let path = |key: &str, path: &Option<PathBuf>| match path {
            Some(path) => set(key, &path.to_string_lossy()),
            None => format!("# {key} is not set"),
        };
        let patterns = self.exclude.value.as_ref().map(Exclude::patterns).unwrap_or_default();
        let patterns: Vec<String> = patterns.iter().map(|pattern| quote(pattern)).collect();
        vec![
            (set("format", &name_of(&self.format.value)), self.format.origin),
            (set("order-ids", &name_of(&self.order_ids.value)), self.order_ids.origin),
            (path("known-orders", &self.known_orders.value), self.known_orders.origin),
            (path("known-users", &self.known_users.value), self.known_users.origin),
            (format!("exclude = [{}]", patterns.join(", ")), self.exclude.origin),
        ]
    }

    /// The rules' levels, a line each, and where each comes from.
    fn level_lines(&self) -> Vec<(String, Origin)> {
        let line = |(rule, level): &(&Rule, Choice<Level>)| {
            (format!("{} = {}", rule.code, quote(&name_of(&level.value))), level.origin)
        };
        self.rules.iter().map(line).collect()
    }
}

impl Display for Choices {
    /// As a file that sets the same, with where each of it comes from in comments.
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        let file = match &self.file {
            File::Is(path) => escape(&path.to_string_lossy()).into_owned(),
            File::NotFound => "no hpplint.toml in this folder or above".to_owned(),
            File::Ignored => "hpplint.toml is ignored".to_owned(),
        };
        writeln!(formatter, "# {file}\n")?;
        let (lines, levels) = (self.lines(), self.level_lines());
        let width =
            lines.iter().chain(&levels).map(|(line, _)| line.chars().count()).max().unwrap_or_default();
        let show = |(line, origin): &(String, Origin)| {
            let origin = match origin {
                Origin::CommandLine => "command line",
                Origin::File => &*file,
                Origin::Default => "default",
            };
            format!("{line:width$}  # {origin}\n")
        };
        let [lines, levels] = [lines, levels].map(|lines| lines.iter().map(show).collect::<String>());
        write!(formatter, "{lines}\n[rules]\n{levels}")
    }
}

/// As a TOML string.
fn quote(text: &str) -> String {
    escape(&serde_json::Value::from(text).to_string()).into_owned()
}
