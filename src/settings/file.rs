//! `hpplint.toml`: the settings of a project.
//!
//! The table is read by hand because serde stops at the first error, and a run reports all of them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::list::{IdList, expect_regular};
use super::resolved::{Origin, Resolved, Sourced};
use crate::input::{Exclude, Failure, folders_up};
use crate::rules::levels::Level;
use crate::rules::per_rule::PerRule;
use crate::rules::{self, RULES};
use crate::text::{Position, closest, escape, excerpt};

/// Reads the value of a key, and sets it.
type Set = fn(&mut SettingsReader, &Value, &mut Resolved);

/// The keys of a settings file.
const KEYS: [(&str, Set); 6] = [
    ("rules", |reader, value, to| reader.levels(value, &mut to.levels)),
    ("format", |reader, value, to| to.format.set(reader.one_of(value), Origin::File)),
    ("order-ids", |reader, value, to| to.order_ids.set(reader.one_of(value), Origin::File)),
    ("known-orders", |reader, value, to| {
        to.known_orders.set(reader.list("known-orders", value).map(Some), Origin::File);
    }),
    ("known-users", |reader, value, to| {
        to.known_users.set(reader.list("known-users", value).map(Some), Origin::File);
    }),
    ("exclude", |reader, value, to| to.exclude.set(reader.exclude(value).map(Some), Origin::File)),
];

/// The name of a settings file.
pub(crate) const FILE_NAME: &str = "hpplint.toml";

/// The file that applies to the current folder: the nearest one in it or above it, up to the root of its repository.
///
/// # Errors
/// If it is not a regular file: it would be waited for, or read without end.
pub(super) fn find() -> Result<Option<PathBuf>, Failure> {
    let Ok(current) = std::env::current_dir() else { return Ok(None) };
    let above =
        (0..folders_up(&current).count()).map(|up| std::iter::repeat_n("..", up).collect::<PathBuf>());
    let mut paths = above.map(|folder| folder.join(FILE_NAME));
    let found = paths.find(|path| path.symlink_metadata().is_ok());
    found
        .map(|path| expect_regular(&path).map_err(|reason| Failure::new(&path, &reason)).map(|()| path))
        .transpose()
}

/// Sets the values of the file at `path`.
///
/// # Errors
/// Everything that is wrong with the file, each error with its place.
pub(super) fn read(path: &Path, resolved: &mut Resolved) -> Result<(), Vec<Failure>> {
    resolved.file = escape(&path.to_string_lossy()).into_owned();
    let text = fs::read_to_string(path).map_err(|error| vec![Failure::new(path, &error)])?;
    let mut reader = SettingsReader { path, text: &text, errors: Vec::new() };
    match DeTable::parse(&text) {
        Ok(table) => reader.table(table.get_ref(), resolved),
        Err(error) => reader.complain(error.span().unwrap_or_default(), error.message()),
    }
    if reader.errors.is_empty() { Ok(()) } else { Err(reader.failures()) }
}

/// Reads values, and collects the errors.
struct SettingsReader<'r> {
    path: &'r Path,
    text: &'r str,
    /// Each error with its bytes in the file.
    errors: Vec<(Range<usize>, String)>,
}

type Value<'v> = Spanned<DeValue<'v>>;

impl SettingsReader<'_> {
    fn table(&mut self, table: &DeTable, to: &mut Resolved) {
        for (key, value) in table {
            match KEYS.iter().find(|(name, _)| name == key.get_ref()) {
                Some((_, read)) => read(self, value, to),
                None => self.unknown("setting", key.get_ref(), key.span(), &KEYS.map(|(name, _)| name)),
            }
        }
    }

    fn levels(&mut self, value: &Value, levels: &mut PerRule<Sourced<Level>>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong_type(value, "table of rules and their levels");
        };
        for (code, level) in table {
            let Some(rule) = rules::find(code.get_ref()) else {
                let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
                self.unknown("rule", code.get_ref(), code.span(), &codes);
                continue;
            };
            let place = levels.get_mut(rule);
            // Codes are compared without regard to case, so a code can occur twice.
            if place.origin == Origin::File {
                self.complain(code.span(), &format!("{} is set twice", rule.code));
            }
            place.set(self.one_of(level), Origin::File);
        }
    }

    /// A value of an option of the command line.
    fn one_of<T: ValueEnum>(&mut self, value: &Value) -> Option<T> {
        let name = self.string(value)?;
        let found = T::from_str(name, false).ok();
        if found.is_none() {
            let names: Vec<String> = T::value_variants().iter().map(value_name).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            self.unknown("value", name, value.span(), &names);
        }
        found
    }

    /// A list of IDs. Its path is relative to the folder of the settings file.
    fn list(&mut self, key: &str, value: &Value) -> Option<IdList> {
        let path = self.path.with_file_name(self.string(value)?);
        let place = self.place(Position::START.after(self.before(0, value.span())));
        Some(IdList { path, named_at: Some(format!("{place}: {key}")) })
    }

    fn exclude(&mut self, value: &Value) -> Option<Exclude> {
        let DeValue::Array(patterns) = value.get_ref() else {
            self.wrong_type(value, "array of patterns");
            return None;
        };
        let mut exclude = Exclude::new(self.path);
        for pattern in patterns {
            let added = self.string(pattern).map_or(Ok(()), |pattern| exclude.add(pattern));
            added.unwrap_or_else(|reason| self.complain(pattern.span(), &format!("exclude: {reason}")));
        }
        exclude.build().unwrap_or_else(|reason| self.complain(value.span(), &format!("exclude: {reason}")));
        Some(exclude)
    }

    fn string<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.wrong_type(value, "string");
        }
        string
    }

    fn wrong_type(&mut self, value: &Value, expected: &str) {
        self.complain(value.span(), &format!("expected {expected}, found {}", value.get_ref().type_str()));
    }

    /// Reports a name that is not one of `names`, with the one that is probably meant, or with all of them.
    fn unknown(&mut self, what: &str, name: &str, span: Range<usize>, names: &[&str]) {
        let help = match closest(name, names.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None if what == "rule" => "--list-rules lists all rules".to_owned(),
            None => format!("expected one of {}", names.join(", ")),
        };
        self.complain(span, &format!("unknown {what} \"{}\"; {help}", excerpt(name, 40)));
    }

    fn complain(&mut self, span: Range<usize>, reason: &str) {
        self.errors.push((span, reason.to_owned()));
    }

    /// The errors by their places in the file.
    fn failures(mut self) -> Vec<Failure> {
        let mut errors = std::mem::take(&mut self.errors);
        errors.sort_by_key(|(span, _)| span.start);
        let (mut from, mut position) = (0, Position::START);
        let failure = |(span, reason): (Range<usize>, String)| {
            position = position.after(self.before(from, span.clone()));
            from = span.start;
            Failure { name: self.place(position), reason }
        };
        errors.into_iter().map(failure).collect()
    }

    /// The text from an offset to a span.
    fn before(&self, from: usize, span: Range<usize>) -> &[u8] {
        self.text.as_bytes().get(from..span.start).unwrap_or_default()
    }

    /// A place in the file, as it is shown.
    fn place(&self, at: Position) -> String {
        format!("{}:{}:{}", self.path.display(), at.line, at.column)
    }
}

/// The name of a value on the command line and in the file.
pub(super) fn value_name<T: ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
