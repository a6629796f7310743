//! `hpplint.toml`: a project's settings, found upwards from the current folder.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules::facts::OrderIds;
use crate::input::exclude::Exclude;
use crate::input::failure::Failure;
use crate::render::Format;
use crate::rules::levels::Level;
use crate::rules::{self, RULES, Rule};
use crate::text::position::Position;
use crate::text::{closest, excerpt};

/// The name of the file.
const NAME: &str = "hpplint.toml";

/// What it may set.
const KEYS: [&str; 6] = ["rules", "format", "order-ids", "known-orders", "known-users", "exclude"];

/// What a file sets.
#[derive(Debug, Default)]
pub struct FileSettings {
    /// What reports look like.
    pub format: Option<Format>,
    /// Where an order ID must not come twice.
    pub order_ids: Option<OrderIds>,
    /// The file of known orders.
    pub known_orders: Option<PathBuf>,
    /// The file of known users.
    pub known_users: Option<PathBuf>,
    /// What is left out of folders.
    pub exclude: Option<Exclude>,
    /// The levels of rules.
    pub levels: Vec<(&'static Rule, Level)>,
}

/// The file that applies to the current folder: in it, or in the nearest parent folder that has one.
pub(super) fn find() -> Option<PathBuf> {
    let folders = std::env::current_dir().ok()?.ancestors().count();
    let above = (0..folders).map(|up| std::iter::repeat_n("..", up).collect::<PathBuf>());
    above.map(|folder| folder.join(NAME)).find(|path| path.symlink_metadata().is_ok())
}

impl FileSettings {
    /// Reads a file.
    ///
    /// # Errors
    /// All that is wrong with it, each with its place.
    pub fn read(path: &Path) -> Result<Self, Vec<Failure>> {
        let text = fs::read_to_string(path).map_err(|error| vec![Failure::new(path, &error)])?;
        let mut reader = Reader { path, text: &text, failures: Vec::new() };
        let config = match DeTable::parse(&text) {
            Ok(table) => reader.settings(table.get_ref()),
            Err(error) => {
                reader.complain(error.span().unwrap_or_default(), error.message());
                Self::default()
            }
        };
        let mut failures = reader.failures;
        failures.sort_by_key(|(position, _)| *position);
        let failures: Vec<_> = failures.into_iter().map(|(_, failure)| failure).collect();
        if failures.is_empty() { Ok(config) } else { Err(failures) }
    }
}

/// Reads settings from TOML, and collects what is wrong.
struct Reader<'c> {
    path: &'c Path,
    text: &'c str,
    /// Each with its place.
    failures: Vec<(Position, Failure)>,
}

type Value<'v> = Spanned<DeValue<'v>>;

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable) -> FileSettings {
        let mut config = FileSettings::default();
        for (key, value) in table {
            match &**key.get_ref() {
                "rules" => config.levels = self.levels(value),
                "format" => config.format = self.one_of(value),
                "order-ids" => config.order_ids = self.one_of(value),
                "known-orders" => config.known_orders = self.file(value),
                "known-users" => config.known_users = self.file(value),
                "exclude" => config.exclude = self.exclude(value),
                unknown => {
                    let reason = format!("there is no setting {}", quote(unknown));
                    let all = format!("there are {}", KEYS.join(", "));
                    self.complain(key.span(), &did_you_mean(&reason, unknown, &KEYS, &all));
                }
            }
        }
        config
    }

    fn levels(&mut self, value: &Value) -> Vec<(&'static Rule, Level)> {
        let DeValue::Table(table) = value.get_ref() else {
            self.complain_of_type(value, "a table of codes");
            return Vec::new();
        };
        let mut levels: Vec<(&'static Rule, Level)> = Vec::new();
        for (code, level) in table {
            let Some(rule) = rules::find(code.get_ref()) else {
                let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
                let reason = format!("no rule has the code {}", quote(code.get_ref()));
                let all = "--list-rules lists them";
                self.complain(code.span(), &did_you_mean(&reason, code.get_ref(), &codes, all));
                continue;
            };
            if levels.iter().any(|(known, _)| *known == rule) {
                self.complain(code.span(), &format!("{} stands twice", rule.code));
            }
            levels.extend(self.one_of(level).map(|level| (rule, level)));
        }
        levels
    }

    /// One of the names that an option of the command line has as well.
    fn one_of<T: ValueEnum>(&mut self, value: &Value) -> Option<T> {
        let name = self.string(value)?;
        let found = T::from_str(name, false);
        if found.is_err() {
            let names: Vec<String> = T::value_variants().iter().map(value_name).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let reason = format!("{} is none of {}", quote(name), names.join(", "));
            self.complain(value.span(), &did_you_mean(&reason, name, &names, ""));
        }
        found.ok()
    }

    /// A path, which is relative to the folder of the settings.
    fn file(&mut self, value: &Value) -> Option<PathBuf> {
        let path = self.string(value)?;
        Some(self.path.with_file_name(path))
    }

    fn exclude(&mut self, value: &Value) -> Option<Exclude> {
        let DeValue::Array(array) = value.get_ref() else {
            self.complain_of_type(value, "an array of patterns");
            return None;
        };
        let mut exclude = Exclude::new(self.path);
        for pattern in array {
            let added = self.string(pattern).map(|pattern| exclude.add(pattern));
            if let Some(Err(reason)) = added {
                self.complain(pattern.span(), &reason);
            }
        }
        Some(exclude)
    }

    fn string<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.complain_of_type(value, "a string");
        }
        string
    }

    fn complain_of_type(&mut self, value: &Value, wanted: &str) {
        let found = value.get_ref().type_str();
        self.complain(value.span(), &format!("this must be {wanted}, not of the type {found}"));
    }

    fn complain(&mut self, span: Range<usize>, reason: &str) {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        let position = Position::START.after(before);
        let name = format!("{}:{}:{}", self.path.display(), position.line, position.column);
        self.failures.push((position, Failure { name, reason: reason.to_owned() }));
    }
}

/// The name of a value as the command line and the file have it.
pub(crate) fn value_name<T: ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// The reason, with the name that is meant, or else with all that there are.
fn did_you_mean(reason: &str, given: &str, names: &[&str], all: &str) -> String {
    match closest(given, names.iter().copied()) {
        Some(meant) => format!("{reason}; did you mean \"{meant}\"?"),
        None if all.is_empty() => reason.to_owned(),
        None => format!("{reason}; {all}"),
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", excerpt(text, 40))
}
